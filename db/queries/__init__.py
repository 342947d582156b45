"""One file a question; each returns frozen rows."""
