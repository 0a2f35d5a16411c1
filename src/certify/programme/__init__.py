"""The programme: who may be put forward in a batch, in which order, and which units are covered. Pure."""
