"""The hostile site, built once and served under the headers of a host."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsing import serve
from tests.hostile.site import make_hostile_site
from tests.site_maker import build


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site, with the shipped theme."""
    root = make_hostile_site(tmp_path_factory.mktemp("hostile"))
    build(root)
    return root / "public"


@pytest.fixture(scope="session")
def address(hostile: Path) -> Iterator[str]:
    """Give the address of the site on this computer."""
    with serve(hostile) as found:
        yield found
