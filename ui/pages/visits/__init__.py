"""The page with all visits, the newest first."""
