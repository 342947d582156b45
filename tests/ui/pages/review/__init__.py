"""Tests of the page on which visits are reviewed."""
