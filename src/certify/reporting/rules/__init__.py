"""Reports on rule sets: what they ask and why, and what their cases show."""
