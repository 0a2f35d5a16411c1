"""Judging: facts to sub-checks to clauses to an outcome. Pure: no file, no clock, no randomness."""
