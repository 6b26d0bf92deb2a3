"""No stale page: after any edits, an incremental build equals a clean one, byte for byte."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cpdsite.errors import ProblemsError
from tests.conftest import MakeSite
from tests.site_maker import SITES, build, make_site, read_tree, write_entry, write_page

NAMES = st.sampled_from(["a", "b", "2024-05-02-goal", "2025-03-12-negotiation"])
FOLDERS = st.sampled_from(["", "sub/", "sub/deeper/"])
STATUSES = st.sampled_from(["draft", "private", "published", ""])
TERMS = st.sampled_from(["", "C", "C++", "[C, flow]", "Café"])
TEXTS = st.sampled_from(
    [
        "One.",
        "Two. **Bold** [record](/record/).",
        "See ![a picture](pic.svg) and [notes](notes.txt).",
        "A footnote.[^1]\n\n[^1]: Below.\n\n## What I learned\n\nAsk *first*.",
        "Said.\n\n## What I learned\n\nA table.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Next steps\n\nGo.",
    ]
)
DATES = st.sampled_from(["2024-05-02", "2024-05", "2025", "2023-12-31", "2027-01-01"])
SETTINGS = st.sampled_from(
    [
        'theme = "plain"\n',
        'theme = "plain"\ntitle = "Another"\nbase_url = "https://a.example/"\n',
        'theme = "plain"\nlists = ["years"]\nyear_starts = "09-01"\ndefault_status = "published"\n',
        'scheme = ["ikt", "guild"]\n[theme]\nname = "plain"\naccent = "#abcdef"\n',
        '[theme]\nname = "child"\nwide = true\n[record]\nfrom = 2024-01-01\nto = 2024-12-31\n[extra]\nx = [1]\n',
    ]
)
OVERRIDES = st.sampled_from(
    [
        "{{ page.head.title }}",
        '{% extends "plain/entry.html" %}{% block more %}More.{% endblock %}',
        '{% extends "plain/entry.html" %}{% block more %}{{ site.title }}{% endblock %}',
    ]
)
PROFILES = st.sampled_from(
    [
        "---\nname: Ada Example\n---\n",
        "---\nname: Bo\nheadline: Else\nemail: bo@example.org\npublic: [email]\n---\n\nAbout **me**.\n",
        "---\nname: Bo\nphoto: pic.svg\nemail: bo@example.org\npublic: [photo]\n---\n",
    ]
)
GUILD = (SITES / "rich/schemes/guild.toml").read_text("utf-8")


class Edits(RuleBasedStateMachine):
    """Edits a small site and builds it after each edit, into one folder and into a new one."""

    @initialize()
    def make(self) -> None:
        """Begin with a small site that has a theme with a parent, and a scheme of its own."""
        self.home = Path(tempfile.mkdtemp(prefix="cpdsite-"))
        self.root = make_site(self.home / "site", "small")
        shutil.copytree(SITES / "rich/themes/child", self.root / "themes/child")
        self.write("schemes/guild.toml", GUILD)
        for folder in ("", "activities/", "activities/sub/", "activities/sub/deeper/"):
            self.write(f"content/{folder}pic.svg", "<svg/>")
            self.write(f"content/{folder}notes.txt", "notes")
        self.builds = 0

    def teardown(self) -> None:
        """Delete the site."""
        shutil.rmtree(self.home)

    def write(self, path: str, text: str) -> None:
        """Write a file of the site."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def find_entry(self, name: str) -> Path | None:
        """Return the file of an activity, wherever it is."""
        return next((self.root / "content/activities").rglob(f"{name}.md"), None)

    @rule(name=NAMES, text=TEXTS, status=STATUSES, day=DATES, tags=TERMS, provider=TERMS)
    def edit(  # noqa: PLR0913, PLR0917 - each is a part of an entry
        self, name: str, text: str, status: str, day: str, tags: str, provider: str
    ) -> None:
        """Write an activity anew, where it is, or add it."""
        path = self.find_entry(name) or self.root / f"content/activities/{name}.md"
        keys = {"title": f"On {name}", "status": status, "date": day, "type": "course"}
        path.write_text(write_entry(text, tags=tags, provider=provider, **keys), "utf-8")

    @rule(name=NAMES, status=STATUSES.filter(bool))
    def change_status(self, name: str, status: str) -> None:
        """Change the status of an activity, and nothing else."""
        path = self.find_entry(name)
        if path:
            lines = path.read_text("utf-8").split("\n")
            kept = [line for line in lines if not line.startswith("status:")]
            path.write_text("\n".join([kept[0], f"status: {status}", *kept[1:]]), "utf-8")

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """Delete an activity."""
        path = self.find_entry(name)
        if path:
            path.unlink()

    @rule(name=NAMES, new=NAMES, folder=FOLDERS)
    def move(self, name: str, new: str, folder: str) -> None:
        """Rename an activity, or move it into another folder."""
        path = self.find_entry(name)
        if path and not self.find_entry(new):
            path.rename(self.root / f"content/activities/{folder}{new}.md")

    @rule(text=PROFILES)
    def change_profile(self, text: str) -> None:
        """Write another profile."""
        self.write("content/profile.md", text)

    @rule(text=SETTINGS)
    def change_settings(self, text: str) -> None:
        """Write other settings."""
        self.write("cpdsite.toml", text)

    @rule(text=TEXTS.filter(lambda text: "pic" not in text), status=STATUSES)
    def change_page(self, text: str, status: str) -> None:
        """Write or change a page."""
        self.write("content/pages/method.md", write_page(text, status=status))

    @rule(text=OVERRIDES)
    def override(self, text: str) -> None:
        """Write an own template."""
        self.write("templates/entry.html", text)

    @rule()
    def drop_override(self) -> None:
        """Delete the own template."""
        (self.root / "templates/entry.html").unlink(missing_ok=True)

    @rule(text=st.sampled_from(["b { color: red }", 'b { background: url("dot.svg") }']))
    def change_theme(self, text: str) -> None:
        """Change the stylesheet of the theme."""
        self.write("themes/plain/static/plain.css", text)

    @rule(path=st.sampled_from(["x.txt", "deep/x.txt"]), text=st.sampled_from(["1", "2"]))
    def change_static(self, path: str, text: str) -> None:
        """Add or change a static file."""
        deep = self.root / "static/deep"
        if deep.is_file():
            deep.unlink()
        self.write(f"static/{path}", text)

    @rule()
    def swap_static(self) -> None:
        """Let a static file and a static folder change places."""
        deep = self.root / "static/deep"
        if deep.is_dir():
            shutil.rmtree(deep)
            deep.write_text("a file now")

    @rule(label=st.sampled_from(["When", "Date & time"]))
    def change_scheme(self, label: str) -> None:
        """Change a column of the own scheme."""
        self.write("schemes/guild.toml", GUILD.replace('"When"', f'"{label}"'))

    @rule(text=st.sampled_from(["<svg/>", "<svg></svg>"]))
    def change_picture(self, text: str) -> None:
        """Change a file that entries show."""
        self.write("content/activities/pic.svg", text)

    @precondition(lambda self: self.builds)
    @rule(choice=st.integers(0, 1000), how=st.sampled_from(["edit", "empty", "delete", "link"]))
    def damage_output(self, choice: int, how: str) -> None:
        """Damage a file of the output by hand."""
        files = sorted(path for path in (self.root / "public").rglob("*") if path.is_file())
        if files:
            path = files[choice % len(files)]
            text = {"edit": "damaged", "empty": ""}.get(how)
            path.unlink()
            if text is not None:
                path.write_text(text)
            elif how == "link" and path.name != ".cpdsite-output":
                path.symlink_to(self.root / "cpdsite.toml")

    @precondition(lambda self: self.builds)
    @rule(what=st.sampled_from(["public", ".cpdsite", ".cpdsite/passages.json", "manifest"]))
    def delete_what_was_built(self, what: str) -> None:
        """Delete the output, the cache or the manifest."""
        if what == "manifest":
            for path in (self.root / ".cpdsite").glob("manifest-*"):
                path.unlink()
        elif (self.root / what).is_dir():
            shutil.rmtree(self.root / what)
        else:
            (self.root / what).unlink(missing_ok=True)

    @precondition(lambda self: self.builds)
    @rule(what=st.sampled_from(["passages.json", "manifest-*.json"]))
    def damage_cache(self, what: str) -> None:
        """Cut a file of the cache short."""
        for path in (self.root / ".cpdsite").glob(what):
            path.write_bytes(path.read_bytes()[:-5])

    @invariant()
    def equals_a_clean_build(self) -> None:
        """Build both ways and compare."""
        if not hasattr(self, "root"):
            return
        marker = self.root / "public/.cpdsite-output"
        if (self.root / "public").is_dir() and not marker.exists():
            shutil.rmtree(self.root / "public")  # a folder without its marker is refused
        before = read_tree(self.root / "public")
        try:
            build(self.root)
        except ProblemsError:
            assert read_tree(self.root / "public") == before
            return
        self.builds += 1
        clean = self.home / "clean"
        build(self.root, output=clean, clean=True)
        assert read_tree(self.root / "public") == read_tree(clean)
        shutil.rmtree(clean)
        again = build(self.root)
        assert again.rendered == ()
        assert (again.published.added, again.published.replaced, again.published.removed) == (
            0,
            0,
            0,
        )


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=20,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


ENTRY = "content/activities/2025-03-12-negotiation.md"
OWN = "/activities/2025-03-12-negotiation/"
RECORDS = ("/record/", "/record/2025/")
LISTS = (
    "/",
    "/activities/",
    "/providers/praxisauril/",
    "/tags/contracts/",
    "/types/course/",
    "/years/2025/",
)


@pytest.mark.parametrize(
    ("old", "new", "pages"),
    [
        ("I begin with interests now.", "I began.", [OWN, *RECORDS]),
        ("Two days on the terms", "A day on the terms", [OWN, *RECORDS]),
        ("Draft a checklist", "Draft a list", [OWN, *RECORDS, "/actions/"]),
        ("Ask for the reason", "Look for the reason", [OWN, *RECORDS, *LISTS]),
        (
            "title: Negotiating agreements",
            "title: Negotiation",
            [OWN, *RECORDS, *LISTS, "/actions/", "/activities/2024-05-02-goal/"],
        ),
        ("status: published", "status: published\nrevisit: 2027-01-01", []),
        ("What I learned", "What did I learn?", [OWN]),
    ],
)
def test_an_edit_renders_exactly_the_pages_that_show_it(
    site: MakeSite, old: str, new: str, pages: Iterable[str]
) -> None:
    root = site("small")
    build(root)
    text = (root / ENTRY).read_text("utf-8")
    assert old in text
    (root / ENTRY).write_text(text.replace(old, new), "utf-8")
    assert set(build(root).rendered) == set(pages)


def test_an_unchanged_site_renders_nothing(site: MakeSite) -> None:
    root = site("rich")
    build(root)
    for path in root.rglob("*.md"):
        path.touch()
    built = build(root)
    assert built.rendered == ()
    assert built.published.unchanged > 0


def test_an_edit_to_what_is_not_published_renders_nothing(site: MakeSite) -> None:
    root = site("small")
    build(root)
    (root / "content/activities/2025-06-draft.md").write_text(write_entry(status="draft"), "utf-8")
    (root / "content/activities/new.md").write_text(write_entry(status="private"), "utf-8")
    assert build(root).rendered == ()


def test_a_changed_file_is_copied_and_renders_no_page(site: MakeSite) -> None:
    root = site("rich")
    build(root)
    (root / "content/activities/2024-09-workshop/notes.txt").write_text("other notes")
    (root / "static/verify.txt").write_text("other")
    assert build(root).rendered == ("/activities/2024-09-workshop/notes.txt", "/verify.txt")


def test_a_new_theme_option_renders_every_page(site: MakeSite) -> None:
    root = site("small")
    first = build(root)
    (root / "cpdsite.toml").write_text(
        'title = "Ada\'s CPD"\n[theme]\nname = "plain"\nwide = true\n'
    )
    again = build(root)
    pages = {url for url in first.rendered if url.endswith(("/", ".html"))}
    assert pages <= set(again.rendered)
