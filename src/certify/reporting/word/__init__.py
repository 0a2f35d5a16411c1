"""Word documents from templates that an authority can replace."""
