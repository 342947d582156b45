"""Where work runs beside the window: the database lane, the file lane and their test double."""
