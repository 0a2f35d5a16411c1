"""One submission under several rule sets: the comparison in front of the reports."""
