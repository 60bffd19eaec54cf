"""Pictures of screens for the documentation: few colours, small files."""

from io import BytesIO
from pathlib import Path

from PIL import Image

COLOURS = 64
HEIGHT_MOST = 3200  # pixels of the picture; what is below is cut off


def keep_small(png: bytes, *, path: Path) -> None:
    """Write a screenshot with few colours, cut at `HEIGHT_MOST`."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    shown = picture.crop((0, 0, picture.width, min(picture.height, HEIGHT_MOST)))
    few = shown.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.parent.mkdir(exist_ok=True)
    few.save(path, optimize=True)
