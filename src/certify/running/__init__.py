"""Running a batch: files found, judged in supervised worker processes, kept in a cache, written as one whole."""
