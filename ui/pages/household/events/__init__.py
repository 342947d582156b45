"""The life events of a household in the window."""
