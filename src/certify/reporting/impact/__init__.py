"""The report on what other rules would change in batches."""
