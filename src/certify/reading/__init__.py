"""The doors: files in, typed facts out, every problem with its place."""
