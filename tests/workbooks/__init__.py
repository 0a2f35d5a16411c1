"""Workbooks from strangers: whatever they hold, cells or one problem come of it."""
