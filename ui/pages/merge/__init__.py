"""The page on which conflicts are decided: every value side by side."""
