"""Photos made fit to be kept: upright, small, with the time they were taken; position on wish."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldapp.foundation.errors import Refused

if TYPE_CHECKING:
    from PIL import Image

LONGEST_EDGE = 1600
"""Pixels of the longer side of a kept photo; a name on a paper held up can still be read."""
_QUALITY = 82
_POSITION = 0x8825
_CAMERA = 0x8769
_TAKEN, _TAKEN_ORIGINAL = 0x0132, 0x9003
_MOST_PIXELS = 200_000_000
"""A picture of more pixels is no photo; it would fill the memory of the laptop."""


@dataclass(frozen=True)
class KeptPhoto:
    """A photo as it is kept: JPEG, and when the camera says it was taken."""

    data: bytes
    taken_at: dt.datetime | None


def fit_photo(data: bytes, longest_edge: int = LONGEST_EDGE) -> KeptPhoto:
    """Turn a photo upright and make it at most so large.

    Raises:
        Refused: ``not_a_photo``.
    """
    image, exif = _opened(data)
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((longest_edge, longest_edge))
    kept = _bare_exif(exif, with_position=True)
    return KeptPhoto(_jpeg(upright, kept), _taken(exif))


def without_position(data: bytes) -> bytes:
    """The photo without where it was taken, for what leaves the office."""
    image, exif = _opened(data)
    return _jpeg(image.convert("RGB"), _bare_exif(exif, with_position=False))


def thumbnail(data: bytes, edge: int) -> bytes:
    """A small JPEG of a photo for lists."""
    image, _exif = _opened(data)
    small = image.convert("RGB")
    small.thumbnail((edge, edge))
    return _jpeg(small, b"")


def _opened(data: bytes) -> tuple[Image.Image, Image.Exif]:
    # Pillow takes a tenth of a second to import and is needed only with photos
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(data))
        if image.width * image.height > _MOST_PIXELS:
            raise Refused("not_a_photo")
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise Refused("not_a_photo") from None
    return image, image.getexif()


def _bare_exif(exif: Image.Exif, *, with_position: bool) -> bytes:
    """Time and, if wanted, position; whose camera it was is nobody's business."""
    from PIL import Image

    bare = Image.Exif()
    taken = exif.get_ifd(_CAMERA).get(_TAKEN_ORIGINAL) or exif.get(_TAKEN)
    if taken:
        bare[_TAKEN] = taken
    position = exif.get_ifd(_POSITION)
    if with_position and position:
        bare.get_ifd(_POSITION).update(position)
    return bare.tobytes()


def _taken(exif: Image.Exif) -> dt.datetime | None:
    text = exif.get_ifd(_CAMERA).get(_TAKEN_ORIGINAL) or exif.get(_TAKEN)
    try:
        return dt.datetime.fromisoformat(str(text).replace(":", "-", 2)) if text else None
    except ValueError:
        return None


def _jpeg(image: Image.Image, exif: bytes) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=_QUALITY, exif=exif, optimize=True)
    return made.getvalue()
