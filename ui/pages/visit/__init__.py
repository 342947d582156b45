"""The page on which a visit is recorded."""
