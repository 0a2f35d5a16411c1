"""The command line: one file a command; it knows all other parts and decides nothing."""
