"""The page of one household."""
