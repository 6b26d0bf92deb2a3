"""What comes with cpdsite is found."""

import pytest

from cpdsite.shipped import PACKAGE, find_example, find_shipped


@pytest.mark.parametrize(
    "parts",
    [("themes", "folio", "theme.toml"), ("schemes", "ikt.toml"), ("starter", "cpdsite.toml")],
    ids="/".join,
)
def test_what_is_shipped_is_a_file_that_exists(parts: tuple[str, ...]) -> None:
    assert find_shipped(*parts).is_file()


def test_schemes_lie_inside_the_package() -> None:
    assert find_shipped("schemes").parent == PACKAGE


def test_what_is_not_shipped_has_a_path_that_does_not_exist() -> None:
    assert not find_shipped("schemes", "none.toml").exists()


def test_the_example_has_settings_and_content() -> None:
    assert (find_example() / "cpdsite.toml").is_file()
    assert (find_example() / "content" / "profile.md").is_file()
