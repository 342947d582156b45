"""Holds what is seen now against what was kept, and keeps it anew when that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pytest
from PIL import Image, ImageChops

KEPT = Path(__file__).parent / "kept"
COLOURS = 128
"""A kept picture has at most so many: letters and lines on a few grounds need no more."""
NEAR = 24
"""Of 255: a pixel is the same while no channel is farther off. Fewer colours (12 at most) and other
rounding at the edges of letters stay below; a letter, a line or another ground does not."""
MOST_DIFFERENT = 0.0003
"""The share of pixels that may differ all the same: 315 on a screen, less than a short word."""


@dataclass(frozen=True)
class Golden:
    """What was kept, and the folder that takes what was seen when it is something else."""

    remake: bool
    left: Path

    def picture(self, name: str, seen: Image.Image) -> None:
        """Fail when the picture is not the kept one; leaves both and their difference."""
        path = KEPT / f"{name}.png"
        seen = seen.convert("RGB")
        if self.remake:
            _keep(seen, path)
        kept = Image.open(self._there(path)).convert("RGB")
        if kept.size != seen.size:
            pytest.fail(f"{name}: {seen.size}, kept was {kept.size}; {self._leave(name, seen)}")
        mask = different(kept, seen)
        share = mask.histogram()[255] / (mask.width * mask.height)
        if share > MOST_DIFFERENT:
            shown = seen.convert("L").point(_faded).convert("RGB")
            shown.paste((220, 0, 0), mask=mask)
            left = self._leave(name, seen, shown)
            pytest.fail(f"{name}: {share:.3%} of the pixels differ; {left}")

    def text(self, name: str, seen: str) -> None:
        """Fail when the text is not the kept one, word for word."""
        path = KEPT / f"{name}.txt"
        lines = "\n".join(line.rstrip() for line in seen.splitlines()) + "\n"
        if self.remake:
            path.parent.mkdir(exist_ok=True)
            path.write_text(lines, encoding="utf-8", newline="\n")
        assert lines == self._there(path).read_text(encoding="utf-8"), name

    def _there(self, path: Path) -> Path:
        if not path.is_file():
            pytest.fail(f"{path.name} was never kept; run again with --remake-golden")
        return path

    def _leave(self, name: str, *pictures: Image.Image) -> str:
        for what, picture in zip(("seen", "difference"), pictures, strict=False):
            picture.save(self.left / f"{name}-{what}.png")
        return f"see {self.left}; if it is meant, run again with --remake-golden"


def different(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where two pictures of one size differ, black where they are the same."""
    farthest = reduce(ImageChops.lighter, ImageChops.difference(one, other).split())
    return farthest.point(_far)


def _far(distance: int) -> int:
    return 255 if distance > NEAR else 0


def _faded(grey: int) -> int:
    return 160 + grey * 95 // 255


def _keep(picture: Image.Image, path: Path) -> None:
    """Write a picture with few colours, unless the kept one would still do."""
    fewer = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    if path.is_file() and Image.open(path).tobytes() == fewer.tobytes():
        return
    path.parent.mkdir(exist_ok=True)
    fewer.save(path, optimize=True)
