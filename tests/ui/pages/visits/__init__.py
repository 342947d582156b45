"""The visits page."""
