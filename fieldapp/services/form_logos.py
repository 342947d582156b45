"""Logos of the county: PNG or JPEG as they came, a JPEG on white as sheets draw them."""

from __future__ import annotations

import io
from functools import lru_cache

from fieldapp.foundation.errors import Refused

LARGEST_LOGO = 60
"""KB."""
_LOGO_PIXELS = 4000


@lru_cache(maxsize=16)
def printable_logo(data: bytes) -> bytes:
    """A logo as a JPEG on white, as the sheets draw it.

    Raises:
        Refused: ``form_logo_unfit``.
    """
    # Pillow takes a tenth of a second to import and is needed only with logos
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if max(picture.size) > _LOGO_PIXELS:
            raise Refused("form_logo_unfit", name="", most=LARGEST_LOGO)
        drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise Refused("form_logo_unfit", name="", most=LARGEST_LOGO) from None
    white = Image.new("RGBA", drawn.size, "white")
    made = io.BytesIO()
    Image.alpha_composite(white, drawn).convert("RGB").save(made, "JPEG", quality=92)
    return made.getvalue()
