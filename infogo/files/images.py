"""Pictures: decoded and written anew, so that nothing hidden and no place of taking survives."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageOps, UnidentifiedImageError

from infogo.files.containers import DAMAGED
from infogo.files.kinds import CheckedFile, FileKind, FileRefusedError

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2_000
"""Pixels: enough to read a filled form on paper, and no more for telephones to load."""
QUALITY = 82
FORMATS: Mapping[str, FileKind] = {
    "JPEG": FileKind.JPEG,
    "PNG": FileKind.PNG,
    "WEBP": FileKind.WEBP,
}
MOVES = "ใช้ภาพเคลื่อนไหวไม่ได้ ใช้ภาพนิ่งแทน"
TOO_MANY_PIXELS = "ภาพละเอียดเกินไป ย่อให้ด้านยาวไม่เกิน 6,000 พิกเซล"


def remade_image(data: bytes, *, longest_side: int = LONGEST_SIDE) -> CheckedFile:
    """Return a picture decoded and encoded again, turned upright, at most so many pixels long.

    Comments, camera data, positions and anything appended are gone; colours are kept as sRGB.

    Raises:
        FileRefusedError: it is no picture, damaged, far too large, or moves.
    """
    try:
        with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise FileRefusedError(TOO_MANY_PIXELS)
            if getattr(opened, "n_frames", 1) > 1:
                raise FileRefusedError(MOVES)
            kind = FORMATS[str(opened.format)]
            upright = ImageOps.exif_transpose(opened)
            made = _plain(upright, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise FileRefusedError(TOO_MANY_PIXELS) from problem
    except FileRefusedError:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError) as problem:
        raise FileRefusedError(DAMAGED) from problem
    made.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    return CheckedFile(kind, _encoded(made, kind), made.width, made.height)


def small_picture(data: bytes, *, longest_side: int, most_bytes: int) -> CheckedFile:
    """Return a picture as a small WebP, such as an agency's logo on every page of it.

    Raises:
        FileRefusedError: it is no picture that can be used.
    """
    remade = remade_image(data, longest_side=longest_side)
    with Image.open(io.BytesIO(remade.data)) as picture:
        made = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    for quality in (90, QUALITY, 70, 55, 40):
        out = io.BytesIO()
        made.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= most_bytes:
            return CheckedFile(FileKind.WEBP, out.getvalue(), made.width, made.height)
    raise FileRefusedError("ภาพนี้ซับซ้อนเกินไปสำหรับขนาดเล็ก ใช้ภาพตราที่มีพื้นเรียบ")


def _plain(picture: Image.Image, kind: FileKind) -> Image.Image:
    """Return the pixels alone, in a mode that every reader knows."""
    if kind is not FileKind.JPEG and picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode == "L":
        return picture.copy()
    return picture.convert("RGB")


def _encoded(picture: Image.Image, kind: FileKind) -> bytes:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)  # pixels only: what was known about the picture stays behind
    out = io.BytesIO()
    if kind is FileKind.PNG:
        clean.save(out, "PNG", optimize=True)
    elif kind is FileKind.WEBP:
        clean.save(out, "WEBP", quality=QUALITY, method=4)
    else:
        clean.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
