"""The page that writes the register as a file for an office."""
