"""People who may be entered twice."""
