"""Table models over frozen rows and declared columns."""
