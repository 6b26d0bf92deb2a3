"""The page to copy from: every field as it is, and nothing of it markup."""

import re
from html import unescape
from pathlib import Path

from playwright.sync_api import Browser

from cpdsite.exporters.paste import make_entries
from cpdsite.exporters.paste_page import write_page
from tests.exporters.requests import make_request, make_section
from tests.exporters.test_paste import ACTIVITY
from tests.portfolio.values import make_activity

HOSTILE = make_activity(
    title="</textarea><script>document.title = 'gone'</script>",
    sections=(make_section("description", "\\</textarea>&lt;b> \\& \\<script>\n\n    code"),),
)
FIELD = re.compile(r"<textarea[^>]*>\n(.*?)</textarea>", re.DOTALL)


def test_every_field_is_on_the_page_to_the_letter() -> None:
    request = make_request(ACTIVITY, HOSTILE)
    page = write_page(request).content.decode()
    shown = [unescape(text) for text in FIELD.findall(page)]
    assert shown == [field.text for it in make_entries(request) for field in it.fields]
    assert "<script>document" not in page


def test_an_empty_record_says_so() -> None:
    assert b"No activities fall in this period." in write_page(make_request()).content


def test_a_button_copies_and_without_scripts_the_field_is_there(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "record.html"
    path.write_bytes(write_page(make_request(ACTIVITY, HOSTILE)).content)
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(path.as_uri())
    assert page.title() == "Record: Ada Example"
    page.get_by_role("button", name="Copy: Provided by").first.click()
    page.get_by_text("Copied").wait_for()
    pasted = page.evaluate("document.getSelection().toString()")
    assert pasted == "Coach\nClub"
    assert page.locator("textarea").nth(1).input_value().startswith("Negotiating\n\nTwo days.")
    assert not errors
    context.close()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(path.as_uri())
    assert not page.get_by_role("button").count()
    assert page.get_by_role("textbox", name="Provided by").first.is_visible()
    plain.close()
