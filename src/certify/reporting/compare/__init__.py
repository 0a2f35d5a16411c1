"""The report on what differs between two runs, and why."""
