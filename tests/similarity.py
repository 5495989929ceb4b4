"""How alike two pictures are: structural similarity (Wang et al. 2004) over blocks of 8 by 8 pixels."""

from __future__ import annotations

import numpy as np
from PIL import Image

__all__ = ["ssim"]

BLOCK = 8
C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def ssim(one: Image.Image, other: Image.Image) -> float:
    """1 for the same picture, about 0 for unrelated ones; both as grey, the second at the first's size."""
    a = _blocks(one)
    b = _blocks(other.resize(one.size, Image.Resampling.LANCZOS))
    mean_a, mean_b = a.mean(axis=1), b.mean(axis=1)
    both = ((a - mean_a[:, None]) * (b - mean_b[:, None])).mean(axis=1)
    light = (2 * mean_a * mean_b + C1) / (mean_a**2 + mean_b**2 + C1)
    shape = (2 * both + C2) / (a.var(axis=1) + b.var(axis=1) + C2)
    return float((light * shape).mean())


def _blocks(image: Image.Image) -> np.ndarray:
    """Every whole block as a line of grey values."""
    grey = np.asarray(image.convert("L"), dtype=np.float64)
    down, across = grey.shape[0] // BLOCK, grey.shape[1] // BLOCK
    cut = grey[: down * BLOCK, : across * BLOCK].reshape(down, BLOCK, across, BLOCK)
    return cut.swapaxes(1, 2).reshape(-1, BLOCK * BLOCK)
