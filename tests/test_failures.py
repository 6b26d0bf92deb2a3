"""What a file system refuses, in plain words."""

import errno
import os

import pytest

from cpdsite.failures import WORDS, describe_failure


@pytest.mark.parametrize(
    ("number", "words", "cure"),
    [
        (errno.ENOSPC, "the disk is full", "make room"),
        (errno.EACCES, "no permission", "allow it"),
        (errno.EROFS, "can only be read", "another place"),
        (errno.ENAMETOOLONG, "name is too long", "shorter name"),
        (errno.EISDIR, "is a folder", "move it away"),
        (errno.ENOTDIR, "a file is in the way", "move the file away"),
    ],
)
def test_a_failure_names_the_file_the_reason_and_the_cure(
    number: int, words: str, cure: str
) -> None:
    said = describe_failure(OSError(number, os.strerror(number), "public/index.html"))
    assert said.startswith(f"public/index.html cannot be used: {WORDS[number][0]}")
    assert words in said
    assert said.endswith("and run the command again")
    assert said.index(cure) > said.index(words)


def test_how_things_stand_comes_before_the_cure() -> None:
    error = OSError(errno.ENOSPC, "No space", "a")
    error.add_note("nothing was changed")
    assert describe_failure(error) == (
        "a cannot be used: the disk is full; nothing was changed: "
        "make room on it and run the command again"
    )


@pytest.mark.parametrize("error", [OSError(9999, "Odd"), OSError("Odd")])
def test_what_is_not_known_is_told_in_the_systems_words(error: OSError) -> None:
    assert "a file cannot be used: " in describe_failure(error)
    assert "Odd" in describe_failure(error)


def test_a_name_in_bytes_is_shown_as_text() -> None:
    error = OSError(errno.EIO, "", b"z\xc3\xb6.md")
    assert describe_failure(error).startswith("zö.md cannot be used")
