"""The parts of the roster page."""
