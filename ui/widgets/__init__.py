"""Small controls that know no survey."""
