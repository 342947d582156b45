"""Tests of the page on which conflicts are decided."""
