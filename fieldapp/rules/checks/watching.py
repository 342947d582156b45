"""Watching which facts a rule looks at, so that an explained finding returns when they change."""

from __future__ import annotations

import hashlib
import inspect
import json
from dataclasses import is_dataclass
from functools import partial
from types import FunctionType
from typing import TypeVar, cast

from fieldapp.records.declare import Record

T = TypeVar("T")
_FEWEST_TO_BE_TOLD = frozenset({"uid"})
"""Names that tell records apart and are no facts themselves."""


class Watch:
    """Notes every value that is read through what it hands out."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def over(self, value: T) -> T:
        """The same value; every reading of its fields is noted."""
        return cast("T", self.handed(value, type(value).__name__))

    def handed(self, value: object, path: str) -> object:
        """What stands in for ``value``: records and facts are watched, plain values noted."""
        if is_dataclass(value) and not isinstance(value, type):
            return _Watched(value, _path_of(value, path), self)
        if isinstance(value, tuple) and any(map(is_dataclass, value)):
            parts = [_path_of(part, f"{path}[{at}]") for at, part in enumerate(value)]
            self._seen[path] = json.dumps(sorted(parts))
            return tuple(self.handed(part, name) for part, name in zip(value, parts, strict=True))
        self._seen[path] = repr(value)
        return value

    def digest(self) -> str:
        """SHA-256 over everything read so far, in hexadecimal."""
        text = json.dumps(self._seen, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


class _Watched:
    """Stands in for a frozen dataclass and notes what is read from it."""

    __slots__ = ("_path", "_value", "_watch")

    def __init__(self, value: object, path: str, watch: Watch) -> None:
        self._value = value
        self._path = path
        self._watch = watch

    def __getattr__(self, name: str) -> object:
        found = inspect.getattr_static(type(self._value), name, None)
        if isinstance(found, property) and found.fget is not None:
            return found.fget(self)
        if isinstance(found, FunctionType):
            return partial(self._call, found)
        value = getattr(self._value, name)
        if name in _FEWEST_TO_BE_TOLD:
            return value
        return self._watch.handed(value, f"{self._path}.{name}")

    def _call(self, function: FunctionType, *arguments: object) -> object:
        result = function(self, *arguments)
        return self._watch.handed(result, f"{self._path}.{function.__name__}{arguments!r}")


def _path_of(value: object, path: str) -> str:
    return f"{type(value).__name__}/{value.uid}" if isinstance(value, Record) else path
