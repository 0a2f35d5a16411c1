"""A fictitious province true to scale: a register, and two batches with all that can come of them."""
