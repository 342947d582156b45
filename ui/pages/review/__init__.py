"""The page on which the county reviews the visits that came in."""
