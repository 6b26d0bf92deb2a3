"""Where the themes, schemes, starter and example that come with cpdsite are."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def find_shipped(*parts: str) -> Path:
    """Return the path of something shipped, such as ``("themes", "folio")``.

    The wheel carries all of it inside the package; a checkout and an editable
    install keep ``themes`` and ``content`` beside the package, where people edit them.
    """
    inside = PACKAGE.joinpath(*parts)
    return inside if inside.exists() else PACKAGE.parent.joinpath(*parts)


def find_example() -> Path:
    """Return the folder that holds the example portfolio: ``content`` and ``cpdsite.toml``."""
    inside = PACKAGE / "example"
    return inside if inside.exists() else PACKAGE.parent
