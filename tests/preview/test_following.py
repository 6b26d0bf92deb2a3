"""A page in a browser follows every save, and keeps what a person has done with it."""

import itertools
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.conftest import MakeSite
from tests.preview.previews import Preview, run, wait_until
from tests.preview.saves import SAVES
from tests.site_maker import PLAIN, SITES, TODAY, make_site, write_entry, write_page

# watchdog warns of folders made in one go, and each test begins with filters of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

ENTRY = "content/activities/2024-05-02-goal.md"
OTHER = "content/activities/2025-03-12-negotiation.md"
AT = "activities/2024-05-02-goal/"
MACROS = "".join((PLAIN / "templates/layout.html").read_text("utf-8").partition("<!doctype")[0])
LAYOUT = """<!doctype html>
<html lang="{{ site.language }}">
<head>
<title>{{ page.head.title }}</title>
{% block meta %}{% endblock %}
<link rel="icon" href="{{ asset('dot.svg') }}">
<link rel="stylesheet" href="{{ asset('plain.css') }}">
<link rel="stylesheet" href="{{ asset('options.css') }}">
<link rel="stylesheet" href="{{ link('/own.css') }}">
</head>
<body>
<main id="main_" tabindex="-1">
<p id="site">{{ site.title }}</p>
<h1>{{ page.head.title }}</h1>
{% block main %}{% endblock %}
</main>
<details id="more"><summary>More</summary>Words</details>
<p><label>Find <input id="find" value=""></label></p>
<p><label><input id="all" type="checkbox"> All</label></p>
<p><label>Kind <select id="kind"><option>One</option><option>Two</option></select></label></p>
<p id="long">The end.</p>
</body>
</html>
"""
ENTRY_TEMPLATE = """{% extends "layout.html" %}
{% block main %}
<p id="mark">{{ page.mark }}</p>
<div id="description">{{ prose(page.description) }}</div>
{% for it in page.evidence %}
<p><a class="evidence" href="{{ link(it.url) }}">{{ it.title }}</a> <b>{{ it.mark }}</b></p>
{% endfor %}
{% endblock %}
"""
REDIRECT_TEMPLATE = """{% extends "layout.html" %}
{% block meta %}
<meta http-equiv="refresh" content="0; url={{ link(page.target) }}">
{% endblock %}
"""
PAGE_TEMPLATE = """<link rel="icon" href="{{ asset('dot.svg') }}">
<title>{{ page.head.title }}</title>
<div id="description">{{ prose(page.body) }}</div>"""
OWN_STYLE = "#long { height: 4000px; color: rgb(1, 1, 1); }\n"
THEME_STYLE = "h1, #long { color: rgb(2, 2, 2); }\n"
SETTINGS = 'theme = "plain"\ntitle = "Mine"\nscheme = "guild"\n'
GUILD = (SITES / "rich/schemes/guild.toml").read_text("utf-8")
EVIDENCE = "[{file: proof.txt, title: Proof, public: true}]"
FILES = {
    "cpdsite.toml": SETTINGS,
    "schemes/guild.toml": GUILD,
    "templates/layout.html": MACROS + LAYOUT,
    "templates/entry.html": ENTRY_TEMPLATE,
    "templates/page.html": PAGE_TEMPLATE,
    "templates/redirect.html": REDIRECT_TEMPLATE,
    "themes/plain/static/plain.css": THEME_STYLE,
    "static/own.css": OWN_STYLE,
    "content/activities/proof.txt": "A proof.",
}
"""The site before each test, but for an entry that says which test it is before."""


class Tab:
    """A page of the preview in the browser, and what went wrong in it."""

    def __init__(self, page: Page, preview: Preview) -> None:
        """Take note of what the page complains of, and where it asks."""
        self.page = page
        self.preview = preview
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda it: self.complaints.append(it.text))
        page.on("pageerror", lambda it: self.complaints.append(str(it)))
        page.on("request", lambda it: self.requests.append(it.url))

    def open(self, path: str = AT) -> None:
        """Open a page, and mark it as the one that is there."""
        self.page.goto(self.preview.server.address + path)
        self.page.evaluate("window.marker = 'kept'")

    @property
    def is_kept(self) -> bool:
        """Tell whether the page is still the one that was opened."""
        return bool(self.page.evaluate("window.marker === 'kept'"))

    def shows(self, text: str, where: str = "#description") -> None:
        """Wait until a part of the page is a text."""
        expect(self.page.locator(where)).to_have_text(text)

    def loads(self, change: Callable[[], None]) -> None:
        """Make a change, and wait until the page was loaded anew."""
        with self.page.expect_event("load"):
            change()
        assert not self.is_kept

    def find_colour(self, where: str) -> str:
        """Return the colour of the text of an element."""
        script = "where => getComputedStyle(document.querySelector(where)).color"
        return str(self.page.evaluate(script, where))

    def has_colour(self, where: str, colour: str) -> None:
        """Wait until the text of an element has a colour."""
        expect(self.page.locator(where)).to_have_css("color", colour)

    def forgive(self, word: str) -> None:
        """Let complaints with a word pass; there must be some."""
        assert any(word in it for it in self.complaints)
        self.complaints = [it for it in self.complaints if word not in it]

    def count_documents(self) -> int:
        """Return how often a whole page was asked for."""
        return len([it for it in self.requests if it.endswith(AT)])


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Give a preview of a site with templates of its own, below a path."""
    root = make_site(tmp_path_factory.mktemp("following") / "site", "small")
    with run(root, "/cpd/") as preview:
        yield preview


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a window in which a page has to change soon."""
    context = browser.new_context(viewport={"width": 900, "height": 600})
    context.set_default_timeout(15_000)
    yield context
    context.close()


NUMBERS = itertools.count(1)


@pytest.fixture
def tab(preview: Preview, context: BrowserContext) -> Iterator[Tab]:
    """Give a page of an entry of the site as it was in the beginning; it must not complain."""
    for path, text in FILES.items():
        preview.save(path, text)
    begun = f"Begun for the {next(NUMBERS)}. time."
    preview.told.clear()
    preview.save(ENTRY, write_entry(begun, evidence=EVIDENCE))
    wait_until(lambda: any(ENTRY in it for it in preview.told))
    tab = Tab(context.new_page(), preview)
    tab.open()
    tab.shows(begun)
    yield tab
    tab.page.close()
    assert tab.complaints == []
    assert [it for it in tab.requests if not it.startswith(preview.server.address)] == []


# Every way of saving


def test_the_page_shows_what_was_saved_however_it_was_saved(tab: Tab) -> None:
    for save in SAVES:
        words = f"What was saved by {save.__name__.removeprefix('save_')}."
        save(tab.preview.root / ENTRY, write_entry(words, evidence=EVIDENCE))
        tab.shows(words)
    assert tab.is_kept


@pytest.mark.parametrize("is_renamed", [False, True])
def test_a_page_that_goes_becomes_the_missing_page_and_heals(tab: Tab, *, is_renamed: bool) -> None:
    path = tab.preview.root / ENTRY
    other = path.with_name("2024-05-02-other.md")
    text = path.read_text("utf-8")
    path.rename(other)
    if not is_renamed:
        other.unlink()
    expect(tab.page.locator("#description")).to_have_count(0)
    assert tab.page.title() == tab.page.locator("h1").inner_text() != "An entry"
    if is_renamed:
        other.rename(path)
    else:
        path.write_text(text.replace("Begun", "Back"), "utf-8")
    expect(tab.page.locator("#description")).to_contain_text("Begun" if is_renamed else "Back")
    assert tab.page.title() == "An entry"
    assert tab.is_kept
    tab.forgive("404")


def test_a_renamed_page_with_its_old_address_kept_leads_to_the_new_one(tab: Tab) -> None:
    path = tab.preview.root / ENTRY
    new = path.with_name("2024-05-02-moved.md")
    path.unlink()
    new.write_text(write_entry("Moved.", aliases=f"[/{AT}]"), "utf-8")
    tab.page.wait_for_url("**/activities/2024-05-02-moved/")
    tab.shows("Moved.")
    new.unlink()


def test_a_file_in_a_new_folder_is_shown(tab: Tab) -> None:
    tab.open("activities/")
    path = "content/activities/new/and/deep/2025-02-03-new.md"
    tab.preview.save(path, write_entry(title="Found deep down"))
    expect(tab.page.get_by_role("link", name="Found deep down")).to_have_count(1)
    assert tab.is_kept
    (tab.preview.root / path).unlink()
    expect(tab.page.get_by_role("link", name="Found deep down")).to_have_count(0)


def test_a_page_without_a_body_of_its_own_follows(tab: Tab) -> None:
    tab.open("method/")
    tab.preview.save("content/pages/method.md", write_page("Another way."))
    expect(tab.page.locator("#description")).to_contain_text("Another way.")
    assert tab.is_kept


# What loads anew


def change_template(tab: Tab) -> None:
    text = ENTRY_TEMPLATE.replace('id="description"', 'id="description" class="new"')
    tab.preview.save("templates/entry.html", text)


def change_settings(tab: Tab) -> None:
    tab.preview.save("cpdsite.toml", SETTINGS.replace("Mine", "Yours"))


def change_evidence(tab: Tab) -> None:
    tab.preview.save("content/activities/proof.txt", "Another proof.")


def change_static_file(tab: Tab) -> None:
    tab.preview.save("static/new.txt", str(time.monotonic()))


CHANGES = (change_template, change_settings, change_evidence, change_static_file)


def test_a_change_of_what_shapes_all_pages_loads_the_page_anew(tab: Tab) -> None:
    for change in CHANGES:
        tab.page.evaluate("window.marker = 'kept'")
        tab.loads(lambda change=change: change(tab))  # type: ignore[misc]
    expect(tab.page.locator("#description.new")).to_have_count(1)
    tab.shows("Yours", "#site")
    read = "async () => (await fetch(document.querySelector('.evidence').href)).text()"
    assert tab.page.evaluate(read) == "Another proof."


def test_a_change_of_a_scheme_loads_the_page_anew(tab: Tab) -> None:
    tab.open("record/")
    expect(tab.page.locator("h1")).to_contain_text("Guild Log")
    tab.loads(lambda: tab.preview.save("schemes/guild.toml", GUILD.replace("Guild Log", "Log")))
    expect(tab.page.locator("h1")).not_to_contain_text("Guild Log")


def test_a_page_that_is_slow_to_load_is_asked_for_once(tab: Tab) -> None:
    before = tab.count_documents()

    def wait(route: Route) -> None:
        time.sleep(0.9)
        route.continue_()

    tab.page.route(f"**/{AT}", wait)
    tab.loads(lambda: change_template(tab))
    assert tab.count_documents() == before + 1


def test_a_template_saved_while_a_page_is_fetched_loads_it_anew(tab: Tab) -> None:
    numbers = tab.preview.read_numbers()
    late = [{**numbers, "revision": "asked for before the template was saved"}]

    def answer(route: Route) -> None:
        if tab.preview.read_numbers()["reload"] == numbers["reload"]:
            route.fulfill(json=numbers)
        elif late:
            route.fulfill(json=late.pop())
        else:
            route.continue_()

    tab.page.route("**/revision.json", answer)
    tab.loads(lambda: change_template(tab))
    assert late == []
    expect(tab.page.locator("#description.new")).to_have_count(1)


def test_a_page_with_a_script_that_was_not_there_is_loaded_anew(tab: Tab) -> None:
    script = "document.documentElement.dataset.ran = 'yes'"
    tab.preview.save("static/own.js", script)
    template = ENTRY_TEMPLATE.replace(
        "{% block main %}",
        "{% block main %}{% if page.mark %}<script src=\"{{ link('/own.js') }}\"></script>{% endif %}",
    )
    tab.loads(lambda: tab.preview.save("templates/entry.html", template))
    tab.loads(lambda: tab.preview.save(ENTRY, write_entry("A draft.", status="draft")))
    assert tab.page.evaluate("document.documentElement.dataset.ran") == "yes"


def test_a_page_that_cannot_be_changed_in_place_is_loaded_anew(tab: Tab) -> None:
    tab.page.evaluate("() => { Idiomorph.morph = () => { throw new Error('a mistake') } }")
    tab.loads(lambda: tab.preview.save(ENTRY, write_entry("Loaded.")))
    tab.shows("Loaded.")


# What a person has done


def test_the_place_on_the_page_stays(tab: Tab) -> None:
    tab.page.evaluate("scrollTo(0, 1500)")
    tab.preview.save(ENTRY, write_entry("Saved.", evidence=EVIDENCE))
    tab.shows("Saved.")
    assert tab.page.evaluate("scrollY") == 1500
    tab.loads(lambda: change_template(tab))
    tab.page.wait_for_function("scrollY === 1500")


def test_what_was_opened_typed_and_chosen_stays_and_so_does_the_focus(tab: Tab) -> None:
    tab.page.locator("#more summary").click()
    tab.page.locator("#all").check()
    tab.page.locator("#kind").select_option("Two")
    tab.page.locator("#find").fill("neg")
    tab.page.evaluate("document.querySelector('#find').setSelectionRange(1, 2)")
    tab.preview.save(ENTRY, write_entry("Saved."))
    tab.shows("Saved.")
    state = """() => {
        const [find, all, more, kind] = ['find', 'all', 'more', 'kind'].map(
            (it) => document.getElementById(it)
        );
        const chosen = [all.checked, more.open, kind.value];
        return [document.activeElement.id, find.value, find.selectionStart, ...chosen];
    }"""
    kept = ["neg", 1, True, True, "Two"]
    assert tab.page.evaluate(state) == ["find", *kept]
    tab.page.locator("#more summary").focus()
    tab.preview.save(ENTRY, write_entry("Saved again."))
    tab.shows("Saved again.")
    assert tab.page.evaluate(state) == ["", *kept]
    assert tab.page.evaluate("document.activeElement.textContent") == "More"
    assert tab.is_kept


def test_what_has_the_focus_is_changed_too(tab: Tab) -> None:
    # A link that skips the navigation leads the focus there.
    tab.page.locator("#main_").focus()
    tab.preview.save(ENTRY, write_entry("Saved."))
    tab.shows("Saved.")
    assert tab.page.evaluate("document.activeElement.id") == "main_"


def test_a_link_can_be_followed_and_the_way_back_too(tab: Tab) -> None:
    tab.page.goto(f"{tab.preview.server.address}activities/")
    tab.preview.save(ENTRY, write_entry("Saved elsewhere.", title="Renamed"))
    expect(tab.page.get_by_role("link", name="Renamed").first).to_be_visible()
    tab.page.go_back()
    tab.shows("Saved elsewhere.")


# Style sheets


def test_a_style_sheet_of_the_theme_is_taken_without_loading_anew(tab: Tab) -> None:
    tab.has_colour("h1", "rgb(2, 2, 2)")
    style = THEME_STYLE.replace("2, 2, 2", "3, 3, 3")
    tab.preview.save("themes/plain/static/plain.css", style)
    tab.has_colour("h1", "rgb(3, 3, 3)")
    # What comes later still wins.
    assert tab.find_colour("#long") == "rgb(1, 1, 1)"
    tab.preview.save("themes/plain/static/plain.css", THEME_STYLE)
    tab.has_colour("h1", "rgb(2, 2, 2)")
    assert tab.find_colour("#long") == "rgb(1, 1, 1)"
    assert tab.is_kept
    # The old one goes once the new one is there.
    expect(tab.page.locator("link[rel=stylesheet]")).to_have_count(4)


def test_a_style_sheet_of_the_site_is_taken_without_loading_anew(tab: Tab) -> None:
    for colour in ("rgb(4, 4, 4)", "rgb(5, 5, 5)"):
        tab.preview.save("static/own.css", OWN_STYLE.replace("rgb(1, 1, 1)", colour))
        tab.has_colour("#long", colour)
    assert tab.is_kept
    # The old one goes once the new one is there.
    expect(tab.page.locator("link[rel=stylesheet]")).to_have_count(4)


# What is wrong, and who sees it


def test_an_error_is_shown_over_the_last_good_page_and_goes_when_it_is_mended(tab: Tab) -> None:
    good = tab.page.locator("#description").inner_text()
    tab.preview.save(ENTRY, "---\ntitle: An entry\ndate: 2025-02-30\n---\n\nBroken.\n")
    errors = tab.page.locator(".cpdsite-errors")
    expect(errors).to_contain_text("2024-05-02-goal.md, line 3")
    expect(errors).to_contain_text("date: 2025-02-30")
    expect(errors).to_have_attribute("open", "")
    tab.shows(good)
    errors.locator("> summary").click()
    tab.preview.save(OTHER, write_entry("The rest can be used.", title="The other"))
    other = Tab(tab.page.context.new_page(), tab.preview)
    other.open("activities/2025-03-12-negotiation/")
    other.shows("The rest can be used.")
    expect(other.page.locator(".cpdsite-errors")).to_have_attribute("open", "")
    other.page.close()
    expect(errors).not_to_have_attribute("open", "")
    # What is wrong in another way is news.
    tab.preview.save(ENTRY, "---\ntitle: [never closed\n---\n")
    expect(errors).to_have_attribute("open", "")
    tab.preview.save(ENTRY, write_entry("Mended."))
    tab.shows("Mended.")
    expect(errors).to_have_count(0)
    assert tab.is_kept


MINE = {
    "draft": {"status": "draft"},
    "private": {"status": "private"},
    "planned": {"date": "2027-01-01"},
}


def test_what_only_the_person_sees_says_so(tab: Tab) -> None:
    alone = tab.page.locator(".cpdsite-alone")
    expect(alone).to_have_count(0)
    for word, keys in MINE.items():
        tab.preview.save(ENTRY, write_entry(f"It is {word}.", **keys))
        tab.shows(f"It is {word}.")
        expect(tab.page.locator("#mark")).to_have_text(re.compile(word, re.IGNORECASE))
        expect(alone).to_have_text("Only you see this page")
    tab.preview.save(ENTRY, write_entry("Everyone's."))
    tab.shows("Everyone's.")
    expect(alone).to_have_count(0)


def test_the_switch_leads_to_what_everyone_sees_and_back(tab: Tab) -> None:
    tab.preview.save(ENTRY, write_entry("Mine.", status="private"))
    tab.shows("Mine.")
    tab.page.get_by_role("link", name="As published").click()
    tab.page.wait_for_url(f"**/cpd/_preview/published/{AT}")
    expect(tab.page.locator(".cpdsite-alone")).to_have_text("This page is not published")
    expect(tab.page.locator("#description")).to_have_count(0)
    tab.preview.save(ENTRY, write_entry("Everyone's."))
    tab.shows("Everyone's.")
    expect(tab.page.locator(".cpdsite-alone")).to_have_count(0)
    tab.page.get_by_role("link", name="As I see it").click()
    tab.page.wait_for_url(f"**/cpd/{AT}")
    tab.shows("Everyone's.")
    tab.forgive("404")


def test_evidence_that_is_not_published_says_so(tab: Tab) -> None:
    tab.shows("", "p b")
    hidden = write_entry(evidence="[{file: proof.txt, title: Proof}]")
    tab.preview.save(ENTRY, hidden)
    expect(tab.page.locator("p b")).to_have_text(re.compile("not published", re.IGNORECASE))
    tab.page.get_by_role("link", name="As published").click()
    tab.page.wait_for_url("**/published/**")
    expect(tab.page.locator(".evidence")).to_have_count(0)


# Tabs, sleep and the end


def test_eight_tabs_follow_at_once(tab: Tab) -> None:
    tabs = [Tab(tab.page.context.new_page(), tab.preview) for _ in range(7)]
    for it in tabs:
        it.open()
    tab.preview.save(ENTRY, write_entry("Seen in all of them."))
    for it in (tab, *tabs):
        it.shows("Seen in all of them.")
        assert it.is_kept
    for it in tabs:
        it.page.close()


def hide(page: Page, *, hidden: bool) -> None:
    """Let a page be hidden as that of a tab which nobody looks at, or be seen again."""
    script = """hidden => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
        document.dispatchEvent(new Event('visibilitychange'));
    }"""
    page.evaluate(script, hidden)


def test_a_page_that_nobody_sees_asks_nothing_and_follows_when_it_is_seen(tab: Tab) -> None:
    hide(tab.page, hidden=True)
    tab.page.wait_for_timeout(300)
    tab.requests.clear()
    tab.preview.save(ENTRY, write_entry("Saved unseen."))
    tab.page.wait_for_timeout(700)
    assert tab.requests == []
    assert tab.page.locator("#description").inner_text() != "Saved unseen."
    hide(tab.page, hidden=False)
    tab.shows("Saved unseen.")
    assert tab.is_kept


@contextmanager
def run_alone(root: Path, port: int) -> Iterator[tuple[str, int]]:
    """Run the command, until it is killed; give its address and its port."""
    where = ["--site", str(root), "--port", str(port), "--today", str(TODAY)]
    command = [sys.executable, "-m", "cpdsite", "serve", *where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        yield address, int(address.rpartition(":")[2].strip("/"))
        process.kill()


def test_a_page_says_that_the_preview_has_stopped_and_follows_when_it_runs_again(
    site: MakeSite, context: BrowserContext
) -> None:
    root, page = site("small"), context.new_page()
    away = page.locator(".cpdsite-away")
    with run_alone(root, 0) as (address, port):
        page.goto(f"{address}{AT}")
        expect(page.locator("#description")).to_contain_text("A novel")
        expect(away).to_be_hidden()
    expect(away).to_be_visible()
    (root / ENTRY).write_text(write_entry("Saved in between."), "utf-8")
    with run_alone(root, port):
        expect(page.locator("#description")).to_have_text("Saved in between.")
        expect(away).to_be_hidden()
    page.close()
