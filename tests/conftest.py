"""What all tests share: sites made on the spot, and golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browsing import browser  # noqa: F401 - one browser for all that open pages
from tests.site_maker import Files, make_site

# The same examples in every run; "explore" tries as many new ones, and "hour" so many that
# tests/fuzz takes about an hour. CONTRIBUTING.md says how to count them.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", database=None, deadline=None, print_blob=True)
settings.register_profile("hour", settings.get_profile("explore"), max_examples=4_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

GOLDEN = Path(__file__).parent / "golden"

MakeSite = Callable[..., Path]
CheckGolden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew")


LONGEST = (
    *("TestEdits", "test_faults.py", "test_faults_sequences.py", "test_accessibility.py"),
    *("test_faults_import.py", "tests/example/", "hostile/test_browser.py", "test_whole_sites.py"),
)
"""What takes longest; it begins first, so that nobody waits for it alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest tests begin first, without counting the lines that they run.

    Counting makes them a third longer, and others run the same lines. All others keep their order.
    """
    items.sort(key=lambda item: not is_long(item))
    for item in filter(is_long, items):
        item.add_marker(pytest.mark.no_cover)


def is_long(item: pytest.Item) -> bool:
    """Tell whether a test is among the longest."""
    return any(name in item.nodeid for name in LONGEST)


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
