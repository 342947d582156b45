"""The manual: what to do one after another, and what the program protects."""
