"""Tests of what watches over an open workspace."""
