"""The page on which questions are read and answered."""
