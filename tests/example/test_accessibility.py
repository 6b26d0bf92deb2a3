"""Anyone can read every kind of page: axe finds nothing, all words are in reach and can grow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import serve
from tests.example.axe import open_context
from tests.example.kinds import ALIKE, KINDS, choose_pages, sort_pages
from tests.example.looking import find_faults
from tests.example.modes import MODES, SOME_MODES


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that has axe."""
    with open_context(browser) as context:
        yield context.new_page()


def test_the_example_has_every_kind_of_page_and_no_other(chosen: dict[str, str]) -> None:
    assert set(chosen) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_keeps_a_reader_from_a_page_of_the_example(
    page: Page, root_address: str, chosen: dict[str, str], kind: str
) -> None:
    modes = SOME_MODES if kind in ALIKE else MODES
    faults = find_faults(page, root_address + chosen[kind], modes)
    assert not faults, "\n".join([f"{chosen[kind]}:", *faults])


@pytest.mark.parametrize("name", ["fresh", "empty", "wild"])
def test_nothing_keeps_a_reader_from_other_sites(
    page: Page, name: str, request: pytest.FixtureRequest
) -> None:
    public: Path = request.getfixturevalue(name)
    found = sort_pages(public, ["own"])
    paths = sorted({*choose_pages(public, ["own"]).values(), *found.get("/activities/*/", [])})
    assert len(paths) > 4
    with serve(public) as address:
        faults = [
            f"{path}: {fault}"
            for path in paths
            for fault in find_faults(page, address + path, SOME_MODES)
        ]
    assert not faults, "\n".join(faults)
