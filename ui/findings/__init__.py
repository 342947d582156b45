"""Findings of the checks as any page shows them: a line, a reading pane, one household's list."""
