"""The page on which sheets are chosen, looked at and printed."""
