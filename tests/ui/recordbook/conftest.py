"""A desk over a real store with a small village."""

from __future__ import annotations

from tests.desks import desk

__all__ = ["desk"]
