"""Documents: bytes of a YAML or JSON file to a tree whose every node knows its line and column."""
