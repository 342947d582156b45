"""Makes the sRGB profile that every printed PDF carries, so that colours keep their meaning.

Run by hand when Pillow's colour engine changes: ``python packaging/make_colour_profile.py``.
"""

from __future__ import annotations

from pathlib import Path

from PIL import ImageCms

PROFILE = Path(__file__).parents[1] / "resources" / "colour" / "srgb.icc"
_MADE = slice(24, 36)
"""Where an ICC profile says when it was made (ICC.1:2010, 7.2.2)."""
_DAY = b"\x07\xe8\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00"
"""1 January 2024, twelve bytes: the same profile whenever it is made."""


def main() -> None:
    """Write the profile with a fixed date."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_MADE] = _DAY
    PROFILE.parent.mkdir(exist_ok=True)
    PROFILE.write_bytes(profile)


if __name__ == "__main__":
    main()
