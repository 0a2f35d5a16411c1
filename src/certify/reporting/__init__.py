"""Reports: public shapes first, then one renderer a format, then files written whole or not at all."""
