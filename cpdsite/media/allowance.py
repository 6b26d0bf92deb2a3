"""What may be decoded to make one image again, with all the images that it holds."""

from dataclasses import dataclass
from typing import NoReturn

from cpdsite.limits import DRAWING_BYTES, PICTURE_FRAMES, PICTURE_PIXELS

SMALLER = "make it smaller in an image program"


class CannotRemakeError(Exception):
    """An image that is not made again: the message, the hint, and the line and column if known."""


class ExceededError(Exception):
    """An image that is larger than its limits, alone or with what it holds: message and hint."""


@dataclass(slots=True)
class Allowance:
    """What is left of the limits of an image called ``name``.

    All that is embedded in a drawing, at any depth, takes from the allowance of the drawing:
    a small file can hold hundreds of large images.
    """

    name: str
    pixels: int = PICTURE_PIXELS
    frames: int = PICTURE_FRAMES
    drawing_bytes: int = DRAWING_BYTES

    def take_frame(self, size: tuple[int, int]) -> None:
        """Take a frame that is about to be decoded, by its width and height in pixels."""
        self.check_frames(1)
        self.frames -= 1
        self.pixels -= size[0] * size[1]
        if self.pixels < 0:
            self.refuse_pixels()

    def check_frames(self, count: int) -> None:
        """Refuse a number of frames that is more than is left."""
        if count > self.frames:
            limit = f"{PICTURE_FRAMES} frames, icons or embedded images"
            self._refuse(limit, "shorten the animation, or show a still picture")

    def take_drawing(self, size: int) -> None:
        """Take a drawing that is about to be read, by its size in bytes."""
        self.drawing_bytes -= size
        if self.drawing_bytes < 0:
            hint = "simplify it in a drawing program, or export it as PNG"
            self._refuse(f"{DRAWING_BYTES:,} bytes, with the drawings in it", hint)

    def refuse_pixels(self) -> NoReturn:
        """Refuse the image for its pixels."""
        self._refuse(f"{PICTURE_PIXELS:,} pixels, all frames together", SMALLER)

    def _refuse(self, limit: str, hint: str) -> NoReturn:
        message = f"{self.name}: expected at most {limit}, found more"
        raise ExceededError(message, hint)
