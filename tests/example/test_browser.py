"""What only a browser shows: nothing is blocked, the record prints, nothing scrolls sideways."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browsing import serve
from tests.example.conftest import read_example_record

PAGES = [
    "",
    "activities/",
    "activities/2023-03-14-negotiating-collaboration-agreements/",
    "activities/2024-07-04-where-projects-wait/",
    "years/2024/",
    "types/reading/",
    "tags/people/",
    "actions/",
    "objectives/",
    "objectives/know-what-became/",
    "reviews/",
    "reviews/2025/",
    "applications/full-membership-2025/",
    "record/",
    "record/2024/",
    "record/iet/",
    "about/",
    "how-i-learn/",
    "courses/negotiation/",
]
LABELS = [
    "Dates",
    "Description of development/learning activity",
    "Provided by (e.g. name of mentor/coach, course provider, research/relevant publication etc)",
    "What did you learn & how did/will you apply it?",
    "Any further action?",
]
A4_LANDSCAPE = (842, 595)


def watch(page: Page) -> tuple[list[ConsoleMessage], list[Request]]:
    """Return lists that fill with what the console says and what the page asks for."""
    messages: list[ConsoleMessage] = []
    requests: list[Request] = []
    page.on("console", lambda it: messages.append(it))  # noqa: PLW0108 - a bound method fails here
    page.on("request", lambda it: requests.append(it))  # noqa: PLW0108
    return messages, requests


def test_nothing_is_blocked_and_nothing_is_asked_of_others(browser: Browser, address: str) -> None:
    page = browser.new_page()
    messages, requests = watch(page)
    for path in PAGES:
        response = page.goto(address + path)
        assert response is not None, path
        assert response.status == 200, path
        page.wait_for_load_state("networkidle")
    page.close()
    assert [message.text for message in messages] == []
    assert len(requests) > len(PAGES)
    assert [it.url for it in requests if not it.url.startswith(address)] == []
    assert [it.url for it in requests if it.resource_type == "script"] == []


def test_an_unknown_address_deep_down_shows_the_404_page_with_its_style(
    browser: Browser, root_address: str
) -> None:
    page = browser.new_page()
    _, requests = watch(page)
    response = page.goto(root_address + "no/such/page/here")
    assert response is not None
    assert response.status == 404
    statuses = {it.url: it.response().status for it in requests[1:] if it.response()}  # type: ignore[union-attr]
    assert statuses
    assert set(statuses.values()) == {200}
    page.get_by_role("link", name="Activities").first.click()
    assert page.url == root_address + "activities/"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(
    browser: Browser, root_address: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    for path in PAGES[:-1]:
        page.goto(root_address + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
    page.close()


def test_the_record_page_is_the_institutes_form(browser: Browser, root_address: str) -> None:
    page = browser.new_page()
    page.goto(root_address + "record/")
    assert page.locator("h1").inner_text() == "Continuing Professional Development Record"
    heads = page.locator("table.record > thead > tr > th").all_inner_texts()
    assert heads == LABELS
    labels = page.locator("dl.fields dt").all_inner_texts()
    expected = [
        "NAME",
        "MEMBERSHIP NUMBER",
        "MEMBER",
        "ASSOCIATE",
        "COVERING THE PERIOD FROM",
        "TO",
    ]
    assert labels == expected
    values = page.locator("dl.fields dd").all_text_contents()
    texts = [" ".join(value.split()) for value in values]
    assert texts[:2] == ["Zoë Marrowby", "EX-0042"]
    ticks = page.locator("dl.fields .tick").all()
    assert [is_ticked(it.inner_html()) for it in ticks] == [True, False]
    page.close()


def test_the_tick_moves_with_the_grade_held_at_the_periods_end(
    browser: Browser, root_address: str
) -> None:
    page = browser.new_page()
    page.goto(root_address + "record/2024/")
    ticks = page.locator("dl.fields .tick").all()
    assert [is_ticked(it.inner_html()) for it in ticks] == [False, True]
    page.close()


def is_ticked(html: str) -> bool:
    """Tell from its accessible words whether a box is ticked."""
    found = re.search(r"\b(not )?ticked\b", html)
    assert found, html
    return found[1] is None


def test_on_a_phone_the_record_is_a_card_for_each_entry(
    browser: Browser, root_address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(root_address + "record/")
    cells = page.locator("table.record > tbody > tr").first.locator("td")
    boxes = [box for it in cells.all() if (box := it.bounding_box())]
    assert [box["y"] for box in boxes] == sorted(box["y"] for box in boxes)
    assert len({box["x"] for box in boxes}) == 1
    assert cells.first.get_attribute("data-label") == "Dates"
    page.close()


BROKEN_WORDS = """() => [...document.querySelectorAll(".cell:first-child")].flatMap(cell => {
    const broken = []
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange()
            range.setStart(walker.currentNode, word.index)
            range.setEnd(walker.currentNode, word.index + word[0].length)
            if (range.getClientRects().length > 1) broken.push(word[0])
        }
    }
    return broken
})"""


@pytest.mark.parametrize("width", [320, 1120, 1280])
def test_the_record_breaks_no_date_within_a_word(
    browser: Browser, root_address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in ("record/", "record/iet/"):
        page.goto(root_address + path)
        assert page.locator(".cell:first-child").count() > 30
        assert page.evaluate(BROKEN_WORDS) == [], path
    page.close()


def test_on_paper_no_page_of_the_record_is_left_nearly_empty(
    browser: Browser, root_address: str, tmp_path: Path
) -> None:
    # A chain of "avoid" once moved whole rows to the next sheet.
    for path in ("record/", "record/2026/", "record/2025/"):
        sheets = print_page(browser, root_address + path, tmp_path)
        assert min(len(text.splitlines()) for text in sheets[:-1]) > 30, path


FIRST_GLYPH = """node => {
    const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode()
    const range = document.createRange()
    range.setStart(text, 0)
    range.setEnd(text, 1)
    return [range.getBoundingClientRect().right, node.getBoundingClientRect().right]
}"""


@pytest.mark.parametrize("selector", ["h1", ".prose > p", ".prose li"])
def test_text_from_right_to_left_begins_at_the_right(
    browser: Browser, wild: Path, selector: str
) -> None:
    page = browser.new_page()
    with serve(wild) as address:
        page.goto(address + "activities/arabic/")
        found, edge = page.locator(selector).first.evaluate(FIRST_GLYPH)
        assert found == pytest.approx(edge, abs=2)
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_chart_keeps_its_labels_within_itself(browser: Browser, wild: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    with serve(wild) as address:
        page.goto(address)
        edge = page.locator(".chart").last.evaluate("it => it.getBoundingClientRect().right")
        texts = page.locator(".chart text").all()
        assert len(texts) > 5
        rights = [box["x"] + box["width"] for it in texts if (box := it.bounding_box())]
    page.close()
    assert max(rights) <= edge + 1


@pytest.fixture
def printed(browser: Browser, root_address: str, tmp_path: Path) -> list[str]:
    """Return the text of each page of the printed record."""
    return print_page(browser, root_address + "record/", tmp_path)


def print_page(browser: Browser, url: str, folder: Path) -> list[str]:
    """Print a page as Chromium does, and return the text of each sheet."""
    page = browser.new_page()
    page.goto(url)
    path = folder / "printed.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    page.close()
    information = run("pdfinfo", str(path))
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", information)
    assert size
    assert (round(float(size[1])), round(float(size[2]))) == A4_LANDSCAPE
    return run("pdftotext", "-layout", str(path), "-").split("\f")[:-1]


def run(*command: str) -> str:
    """Run a program and return what it prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def flatten(text: str) -> str:
    """Return a text without spaces and line breaks, which columns put in other places."""
    return re.sub(r"\s+", "", text)


def test_the_printed_record_repeats_its_head_and_numbers_its_pages(printed: list[str]) -> None:
    assert len(printed) > 1
    for number, text in enumerate(printed, start=1):
        assert re.search(r"^\s*Dates\b.*Any further", text, re.MULTILINE), number
        assert f"Page {number} of {len(printed)}" in text
        # The first has them in the fields of the form.
        assert ("Zoë Marrowby · EX-0042" in text) is (number > 1)


def test_the_printed_record_holds_every_entry_of_the_period(
    browser: Browser, root_address: str, tmp_path: Path
) -> None:
    titles = [flatten(row.activity.title) for row in read_example_record().rows]
    page = browser.new_page()
    page.goto(root_address + "record/")
    path = tmp_path / "printed.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    page.close()
    # Without -layout the text comes in the order of the cells.
    text = flatten(run("pdftotext", str(path), "-"))
    assert len(titles) == 32
    places = [text.find(title) for title in titles]
    assert -1 not in places
    assert places == sorted(places)


def test_an_entry_longer_than_a_page_is_printed_whole(
    browser: Browser, tmp_path: Path, long_site: Path
) -> None:
    with serve(long_site) as address:
        sheets = print_page(browser, address + "record/", tmp_path)
    assert len(sheets) > 2
    for text in sheets:
        assert re.search(r"^\s*Dates\b.*Any further", text, re.MULTILINE)
    text = flatten("".join(sheets))
    assert all(f"sentence{number}." in text for number in range(400))


def test_the_letter_setting_prints_on_us_letter(
    browser: Browser, tmp_path: Path, letter_site: Path
) -> None:
    with serve(letter_site) as address:
        page = browser.new_page()
        page.goto(address + "record/")
        page.pdf(path=str(tmp_path / "printed.pdf"), prefer_css_page_size=True)
        page.close()
    information = run("pdfinfo", str(tmp_path / "printed.pdf"))
    assert "Page size:       792 x 612" in information
    assert re.search(r"Pages:\s+1\n", information), "a short record fits one sheet"


def test_a_short_record_is_one_sheet_of_a4(
    browser: Browser, tmp_path: Path, short_site: Path
) -> None:
    with serve(short_site) as address:
        assert len(print_page(browser, address + "record/", tmp_path)) == 1


def test_every_page_has_name_and_number_at_its_head_on_paper(
    browser: Browser, root_address: str, tmp_path: Path
) -> None:
    page = browser.new_page()
    for path in ("activities/", "activities/2024-07-04-where-projects-wait/", "actions/"):
        page.goto(root_address + path)
        page.pdf(path=str(tmp_path / "printed.pdf"), prefer_css_page_size=True)
        sheets = run("pdftotext", "-layout", str(tmp_path / "printed.pdf"), "-").split("\f")[:-1]
        assert all("Zoë Marrowby · EX-0042" in text for text in sheets), path
    page.close()


def test_an_application_prints_upright_with_its_record_across(
    browser: Browser, root_address: str, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(root_address + "applications/full-membership-2025/")
    path = tmp_path / "printed.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    page.close()
    texts = run("pdftotext", "-layout", str(path), "-").split("\f")[:-1]
    information = run("pdfinfo", "-f", "1", "-l", str(len(texts)), str(path))
    found = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", information, re.MULTILINE)
    sizes = [(round(float(width)), round(float(height))) for width, height in found]
    assert set(sizes) == {A4_LANDSCAPE, A4_LANDSCAPE[::-1]}
    across = [text for text, size in zip(texts, sizes, strict=True) if size == A4_LANDSCAPE]
    assert all(re.search(r"^\s*Dates\b.*Any further", text, re.MULTILINE) for text in across)
    assert "Contents" in texts[0]
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text


def test_a_review_prints_with_room_for_a_comment_where_there_is_none(
    browser: Browser, root_address: str, tmp_path: Path
) -> None:
    page = browser.new_page()
    found = {}
    for name in ("2024", "2025"):
        page.goto(f"{root_address}reviews/{name}/")
        room = page.locator(".room")
        assert room.count() == 0 or not room.is_visible()
        page.pdf(path=str(tmp_path / "printed.pdf"))
        found[name] = run("pdftotext", "-layout", str(tmp_path / "printed.pdf"), "-")
    page.close()
    assert "Comment of a mentor" in found["2025"]
    assert "Comment of a mentor" not in found["2024"]
    assert "Morwenna Thistlewood" in found["2024"]
