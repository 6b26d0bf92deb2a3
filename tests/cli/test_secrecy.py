"""What nobody can guess."""

import re

from cpdsite.cli.secrecy import make_secret


def test_a_secret_is_long_and_another_each_time() -> None:
    made = {make_secret() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[a-z2-7]{16}", it) for it in made)
