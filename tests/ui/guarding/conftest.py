"""Desks for whoever asks."""

from __future__ import annotations

from tests.desks import desk, desks

__all__ = ["desk", "desks"]
