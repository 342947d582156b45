"""Tests of a page."""
