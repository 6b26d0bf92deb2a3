"""Allowances: each limit holds to the last pixel, frame and byte, for all that takes from one."""

import pytest

from cpdsite.limits import DRAWING_BYTES, PICTURE_FRAMES, PICTURE_PIXELS
from cpdsite.media.allowance import Allowance, ExceededError


def test_pixels_are_added_up() -> None:
    allowance = Allowance("a.svg")
    allowance.take_frame((PICTURE_PIXELS // 2, 1))
    allowance.take_frame((1, PICTURE_PIXELS // 2))
    with pytest.raises(ExceededError) as refused:
        allowance.take_frame((1, 1))
    message, hint = refused.value.args
    assert message == (
        f"a.svg: expected at most {PICTURE_PIXELS:,} pixels, all frames together, found more"
    )
    assert "smaller" in hint


def test_frames_are_counted() -> None:
    allowance = Allowance("a.gif")
    allowance.check_frames(PICTURE_FRAMES)
    for _ in range(PICTURE_FRAMES):
        allowance.take_frame((1, 1))
    with pytest.raises(ExceededError, match=f"at most {PICTURE_FRAMES} frames"):
        allowance.take_frame((1, 1))
    with pytest.raises(ExceededError, match=f"at most {PICTURE_FRAMES} frames"):
        Allowance("a.ico").check_frames(PICTURE_FRAMES + 1)


def test_bytes_of_drawings_are_added_up() -> None:
    allowance = Allowance("a.svg")
    allowance.take_drawing(DRAWING_BYTES - 1)
    allowance.take_drawing(1)
    with pytest.raises(ExceededError, match=f"at most {DRAWING_BYTES:,} bytes"):
        allowance.take_drawing(1)
