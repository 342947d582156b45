"""The package whose data files the program ships; it holds no logic."""
