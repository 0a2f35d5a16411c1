"""The report on what differs between two rule sets."""
