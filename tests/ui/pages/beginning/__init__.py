"""The page that begins a workspace."""
