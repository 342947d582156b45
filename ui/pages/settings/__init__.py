"""The page with the settings of this computer and this workspace."""
