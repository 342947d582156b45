"""The village page over a real store."""
