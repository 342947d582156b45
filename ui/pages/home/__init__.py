"""The home page: the week at a glance."""
