"""What all tests share: sites made on the spot, and golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.site_maker import Files, make_site

# The same examples in every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", database=None, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

GOLDEN = Path(__file__).parent / "golden"

MakeSite = Callable[..., Path]
CheckGolden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew")


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """Return a function that makes a site from ``tests/sites/<name>/`` or from files."""

    def make(source: str | Files = "small", name: str = "site") -> Path:
        return make_site(tmp_path / name, source)

    return make


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> CheckGolden:
    """Return a function that compares a text with ``tests/golden/<name>``."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8"), "see what changed; --update-golden accepts it"

    return check
