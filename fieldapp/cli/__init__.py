"""The command line: the same work as the window, for scripts, tests and support."""
