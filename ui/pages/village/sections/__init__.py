"""The subjects of the village."""
