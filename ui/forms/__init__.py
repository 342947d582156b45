"""Editors derived from the field declarations."""
