"""No stale page: after any edits, an incremental build equals a clean one, byte for byte."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cpdsite.commands.inspection import FINDINGS
from cpdsite.commands.record_files import STORE
from cpdsite.commands.site_folder import CACHE, ENTRIES, PASSAGES, find_manifest
from cpdsite.errors import ProblemsError
from cpdsite.prose import passage
from cpdsite.prose.passage import Passage, read_passage
from cpdsite.publish.folder import MARKER
from cpdsite.render import keys
from cpdsite.store import read_store, write_store
from tests.conftest import MakeSite
from tests.picture_maker import encode, make_image, make_picture_file
from tests.plan_maker import PLANS, write_application, write_objective, write_review
from tests.properties import check_often
from tests.site_maker import SITES, TODAY, build, make_site, read_tree, write_entry, write_page

NAMES = st.sampled_from(
    ["a", "b", "A", "Caf\u00e9", "Cafe\u0301", "2024-05-02-goal", "2025-03-12-negotiation"]
)
"""Names that differ only in case or in Unicode form among them."""

FOLDERS = st.sampled_from(["", "sub/", "sub/deeper/"])
STATUSES = st.sampled_from(["draft", "private", "published", ""])
TERMS = st.sampled_from(["", "C", "C++", "[C, flow]", "Café"])
TEXTS = st.sampled_from(
    [
        "One.",
        "Two. **Bold** [record](/record/).",
        "See ![a picture](pic.svg) and [notes](notes.txt).",
        "See ![a photo](pic.png) and [the proof](proof.txt).",
        "A footnote.[^1]\n\n[^1]: Below.\n\n## What I learned\n\nAsk *first*.",
        "Said.\n\n## What I learned\n\nA table.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Next steps\n\nGo.",
    ]
)
EVIDENCE = st.sampled_from(
    ["", "[proof.txt]", "[{file: proof.txt, public: true}]", "[{file: pic.png, public: true}]"]
)
SVG = make_picture_file("svg")
PICTURES = {
    "pic.svg": (SVG, SVG.replace(b'width="2"', b'width="1"')),
    "pic.png": (make_picture_file("png"), encode(make_image((16, 16)), "PNG")),
}
SERVED = st.sampled_from(["", "[listen]", "[speak, listen]"])
CLOSED = st.sampled_from(["", "kept#1"])
STATES = st.sampled_from(
    [
        {"state": "open"},
        {"state": "met", "by": "2025-12", "review": "year"},
        {"state": "carried", "carried_to": "speak"},
    ]
)
INCLUDED = st.sampled_from(
    ["kept", "[{activity: kept, why: Kept.}, featured]", "[{tag: flow}]", "[{period: 2025}]"]
)
DAYS = st.sampled_from([TODAY, date(2027, 1, 1), date(2024, 5, 1)])
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
DAMAGES = ["edit", "empty", "delete", "link", "turn", "folder", "add"]
GUILD = (SITES / "rich/schemes/guild.toml").read_text("utf-8")


CACHED = (PASSAGES, FINDINGS, "manifest", ENTRIES, STORE)
"""What a build leaves for the next one."""


class Edits(RuleBasedStateMachine):
    """Edits a small site and builds it after each edit, into one folder and into a new one."""

    @initialize()
    def make(self) -> None:
        """Begin with a small site that has a theme with a parent, and a scheme of its own."""
        self.home = Path(tempfile.mkdtemp(prefix="cpdsite-"))
        self.root = make_site(self.home / "site", "small")
        shutil.copytree(SITES / "rich/themes/child", self.root / "themes/child")
        self.write("schemes/guild.toml", GUILD)
        self.write("static/always.txt", "a file in which something can be found")
        for folder in ("", "activities/", "activities/sub/", "activities/sub/deeper/"):
            self.put_files(self.root / "content" / folder)
        self.write("content/objectives/speak.md", write_objective(review="year"))
        self.keep("published", "")
        self.change_objective("", "published", {"state": "open"})
        self.change_review("Back.", "published")
        self.change_application("Mine.", "published", "kept", "[listen, speak]")
        self.builds = 0
        self.is_fresh = False
        self.options: dict[str, object] = {}
        self.older: dict[str, bytes] = {}
        self.version = contextlib.ExitStack()
        self.change_version("1")

    def put_files(self, folder: Path) -> None:
        """Put the files that entries show into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, (content, _) in PICTURES.items():
            (folder / name).write_bytes(content)
        (folder / "notes.txt").write_text("notes")
        (folder / "proof.txt").write_text("proof")

    def find_cached(self, path: Path) -> list[Path]:
        """Return a file of the cache; none if an edit took it and no build came since."""
        is_left = path.exists() or not self.is_fresh
        # Of a site without a record's file, there is nothing to know of one.
        assert is_left or path.name == STORE, f"a build leaves no {path.name}"
        return [path] if path.is_file() else []

    def find_all_cached(self) -> list[Path]:
        """Return the files of the cache that the next build reads."""
        return [found for path in find_cache(self.root) for found in self.find_cached(path)]

    def change_version(self, version: str) -> None:
        """Pretend that every library has some version, and that each converts in its own way."""
        self.version.close()

        def convert(source: str) -> Passage:
            found = read_passage(source)
            return replace(found, html=f"{found.html}<p>Library {version}.</p>")

        self.version.enter_context(mock.patch.object(keys, "_find_version", return_value=version))
        self.version.enter_context(mock.patch.object(passage, "read_passage", convert))
        keys.find_renderer.cache_clear()

    def teardown(self) -> None:
        """Delete the site, and forget the versions."""
        shutil.rmtree(self.home)
        self.version.close()
        keys.find_renderer.cache_clear()

    def write(self, path: str, text: str) -> None:
        """Write a file of the site."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def find_entry(self, name: str) -> Path | None:
        """Return the file of an activity, wherever it is."""
        folder = self.root / "content/activities"
        return next(folder.rglob(f"{name}.md"), next(folder.rglob(f"{name}/index.md"), None))

    @rule(
        name=NAMES,
        text=TEXTS,
        status=STATUSES,
        day=DATES,
        tags=TERMS,
        provider=TERMS,
        evidence=EVIDENCE,
        objectives=SERVED,
        closes=CLOSED,
    )
    def edit(self, name: str, text: str, **written: str) -> None:
        """Write an activity anew, where it is, or add it."""
        path = self.find_entry(name) or self.root / f"content/activities/{name}.md"
        written |= {"date": written.pop("day"), "title": f"On {name}", "type": "course"}
        path.write_text(write_entry(text, **written), "utf-8")

    @rule(name=NAMES)
    def swap_file_and_folder(self, name: str) -> None:
        """Make a folder with files of its own of an activity, or a single file again."""
        path = self.find_entry(name)
        if path and path.stem == "index":
            kept = path.parent.with_name(f"{name}.md")
            path.rename(kept)
            shutil.rmtree(path.parent)
        elif path:
            self.put_files(path.with_suffix(""))
            path.rename(path.with_suffix("") / "index.md")

    @rule(name=NAMES, evidence=EVIDENCE)
    def change_evidence(self, name: str, evidence: str) -> None:
        """Change the evidence of an activity, or whether it is public, and nothing else."""
        path = self.find_entry(name)
        if path:
            lines = path.read_text("utf-8").split("\n")
            kept = [line for line in lines if not line.startswith(("evidence:", "  - "))]
            added = [f"evidence: {evidence}"] if evidence else []
            path.write_text("\n".join([kept[0], *added, *kept[1:]]), "utf-8")

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
        if path and path.stem == "index" and not self.find_entry(new):
            target = self.root / f"content/activities/{folder}{new}"
            if not target.is_relative_to(path.parent):
                target.parent.mkdir(parents=True, exist_ok=True)
                path.parent.rename(target)
        elif path and not self.find_entry(new):
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

    @rule(status=STATUSES, evidence=EVIDENCE)
    def keep(self, status: str, evidence: str) -> None:
        """Write the activity that others close, and that an application includes."""
        keys = {"further_action": "[Ask, Read]", "status": status, "evidence": evidence}
        self.write("content/activities/kept.md", write_entry("Kept. ![it](pic.png)", **keys))

    @rule(text=TEXTS.filter(lambda text: "pic" not in text), status=STATUSES, state=STATES)
    def change_objective(self, text: str, status: str, state: dict[str, str]) -> None:
        """Change an objective: what became of it, where it goes on, or who sees it."""
        keys = {"status": status, **state}
        self.write("content/objectives/listen.md", write_objective(text, **keys))

    @rule(text=TEXTS.filter(lambda text: "pic" not in text), status=STATUSES)
    def change_review(self, text: str, status: str) -> None:
        """Change a review."""
        self.write("content/reviews/year.md", write_review(text, status=status))

    @rule(
        text=TEXTS.filter(lambda text: "pic" not in text),
        status=STATUSES,
        include=INCLUDED,
        objectives=SERVED,
    )
    def change_application(self, text: str, status: str, include: str, objectives: str) -> None:
        """Change an application, or what it includes."""
        keys = {"include": include, "objectives": objectives, "reviews": "year", "status": status}
        self.write("content/applications/member.md", write_application(text, **keys))

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

    @rule(name=st.sampled_from(sorted(PICTURES)), number=st.integers(0, 1))
    def change_picture(self, name: str, number: int) -> None:
        """Change a file that entries show."""
        (self.root / "content/activities" / name).write_bytes(PICTURES[name][number])

    @rule(text=st.sampled_from(["One more", "Another"]))
    def change_parent(self, text: str) -> None:
        """Change a template of the theme from which the other theme inherits."""
        path = self.root / "themes/plain/templates/record.html"
        original = (SITES / "small/themes/plain/templates/record.html").read_text("utf-8")
        path.write_text(f"{original}{{# {text} #}}{text}\n", "utf-8")

    @rule(extends=st.sampled_from(["plain", "folio"]))
    def change_what_a_theme_extends(self, extends: str) -> None:
        """Let the theme with a parent have another parent."""
        path = self.root / "themes/child/theme.toml"
        lines = path.read_text("utf-8").split("\n")
        changed = [f'extends = "{extends}"' if it.startswith("extends") else it for it in lines]
        path.write_text("\n".join(changed), "utf-8")

    @rule(day=DAYS)
    def wait(self, day: date) -> None:
        """Let time pass, or the clock be wrong."""
        self.options["today"] = day

    @rule(url=st.sampled_from(["", "https://one.example/", "https://two.example/cpd/"]))
    def give_address(self, url: str) -> None:
        """Build for another address."""
        self.options["base_url"] = url

    @rule(drafts=st.booleans())
    def show_drafts(self, drafts: bool) -> None:
        """Build with drafts, or without."""
        self.options["drafts"] = drafts

    @rule(version=st.sampled_from(["1", "2"]))
    def upgrade(self, version: str) -> None:
        """Build with other versions of the libraries."""
        self.change_version(version)

    @rule()
    def touch(self) -> None:
        """Give every source the time of now, and change nothing."""
        for path in self.root.rglob("*"):
            if path.is_file() and not {"public", CACHE} & set(path.parts):
                path.touch()

    @precondition(lambda self: self.builds)
    @rule(choice=st.integers(0, 1000), how=st.sampled_from(DAMAGES))
    def damage_output(self, choice: int, how: str) -> None:
        """Damage a file of the output by hand."""
        files = sorted(path for path in (self.root / "public").rglob("*") if path.is_file())
        assert files or not self.is_fresh
        if files:
            path = files[choice % len(files)]
            text = {"edit": "damaged", "empty": "", "turn": path.read_bytes()[::-1].hex()}.get(how)
            path.unlink()
            if text is not None:
                path.write_text(text)
            elif how == "folder" and path.name != MARKER:
                path.mkdir()
                (path / "inside.txt").write_text("in the way")
            elif how == "add":
                path.with_name("added.html").write_text("nobody's")
            elif how == "link" and path.name != MARKER:
                path.symlink_to(self.root / "cpdsite.toml")

    @precondition(lambda self: self.builds)
    @rule(what=st.sampled_from(["public", CACHE, *CACHED]))
    def delete_what_was_built(self, what: str) -> None:
        """Delete the output, the cache or a file of it."""
        found = {"public": self.root / "public", CACHE: self.root / CACHE}
        found |= zip(CACHED, find_cache(self.root), strict=True)
        is_left = found[what].exists() or not self.is_fresh
        assert is_left or what == STORE, f"a build leaves no {what}"
        remove(found[what])

    @precondition(lambda self: self.builds)
    @rule(choice=st.integers(0, 4), how=st.sampled_from(["cut", "flip", "empty", "list", "folder"]))
    def damage_cache(self, choice: int, how: str) -> None:
        """Damage a file of the cache, or put a folder in its place."""
        for path in self.find_cached(find_cache(self.root)[choice]):
            content = path.read_bytes()
            middle = len(content) // 2
            if how == "folder":
                path.unlink()
                path.mkdir()
            elif how == "list":
                write_store(path, [1, {"files": 3}])
            else:
                flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
                path.write_bytes({"cut": content[:-5], "flip": flipped, "empty": b""}[how])

    @precondition(lambda self: self.builds)
    @rule(keep=st.booleans())
    def bring_back_an_older_cache(self, keep: bool) -> None:
        """Keep the cache and the manifest as they are, or bring back what was kept."""
        if keep:
            self.older = {it.name: it.read_bytes() for it in self.find_all_cached()}
        for name, content in self.older.items():
            (self.root / CACHE).mkdir(exist_ok=True)
            remove(self.root / CACHE / name)
            (self.root / CACHE / name).write_bytes(content)

    @precondition(lambda self: self.builds)
    @rule(
        values=st.sampled_from([{}, {"a.html": 1}, {"a.html": ["k", 1, 1]}, {"../x": ["k", 0, 0]}])
    )
    def forge_manifest(self, values: dict[str, object]) -> None:
        """Write a manifest that is whole and untrue."""
        for path in self.find_cached(find_cache(self.root)[2]):
            data = read_store(path)
            assert isinstance(data, dict) or not self.is_fresh
            if isinstance(data, dict):
                assert "files" in data
                write_store(path, data | {"files": values})

    @invariant()
    def equals_a_clean_build(self) -> None:
        """Build both ways and compare."""
        if not hasattr(self, "root"):
            return
        marker = self.root / "public" / MARKER
        if (self.root / "public").is_dir() and not marker.exists():
            shutil.rmtree(self.root / "public")  # a folder without its marker is refused
        before = read_tree(self.root / "public")
        try:
            build(self.root, **self.options)
        except ProblemsError:
            event("refused")
            self.is_fresh = False
            assert read_tree(self.root / "public") == before
            return
        event("built")
        self.builds += 1
        self.is_fresh = True
        clean = self.home / "clean"
        build(self.root, output=clean, clean=True, **self.options)
        assert read_tree(self.root / "public") == read_tree(clean)
        shutil.rmtree(clean)
        again = build(self.root, **self.options)
        counts = again.published
        assert (counts.added, counts.replaced, counts.removed) == (0, 0, 0)
        # Where a folder stands in the place of the manifest, nothing is ever known.
        assert again.rendered == () or find_cache(self.root)[2].is_dir()


def find_cache(root: Path) -> tuple[Path, Path, Path, Path, Path]:
    """Return where the next build looks for what it knows, in the order of ``CACHED``."""
    return (
        root / CACHE / PASSAGES,
        root / CACHE / FINDINGS,
        find_manifest(root, root / "public"),
        root / CACHE / ENTRIES,
        root / CACHE / STORE,
    )


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


TestEdits = Edits.TestCase
TestEdits.settings = settings(check_often(10), stateful_step_count=12)


def test_the_edits_know_every_file_of_the_cache(site: MakeSite) -> None:
    root = site("rich")
    build(root)
    _, _, manifest, *_ = paths = find_cache(root)
    known = {*paths, manifest.with_suffix(".lock")}
    assert set((root / CACHE).iterdir()) == known


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
        ("Draft a checklist", "Draft a list", [OWN, *RECORDS, "/actions/", "/"]),
        ("Ask for the reason", "Look for the reason", [OWN, *RECORDS, *LISTS]),
        (
            "title: Negotiating agreements",
            "title: Negotiation",
            [OWN, *RECORDS, *LISTS, "/actions/", "/activities/2024-05-02-goal/"],
        ),
        ("status: published", "status: published\nrevisit: 2027-01-01", []),
        ("What I learned", "What did I learn?", [OWN, *RECORDS]),
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
        'title = "Ada\'s CPD"\nrecord_files = []\n[theme]\nname = "plain"\nwide = true\n'
    )
    again = build(root)
    pages = {url for url in first.rendered if url.endswith(("/", ".html"))}
    assert pages <= set(again.rendered)


LISTEN, SPEAK = "/objectives/listen/", "/objectives/speak/"
MEMBER, OTHER = "/applications/member/", "/applications/other/"


@pytest.mark.parametrize(
    ("path", "old", "new", "pages"),
    [
        ("objectives/listen", "Then more.", "And more.", [LISTEN, MEMBER]),
        ("objectives/listen", "I *hear*", "I hear *of*", [LISTEN, MEMBER, "/objectives/"]),
        ("objectives/listen", "state: carried", "state: dropped", [LISTEN, MEMBER, "/objectives/"]),
        ("objectives/later", "To rest", "To sleep", ["/objectives/later/", "/objectives/"]),
        ("reviews/2024", "And ahead.", "And back.", ["/reviews/2024/", MEMBER]),
        ("reviews/2024", "Well done.", "Well.", ["/reviews/2024/", MEMBER]),
        ("applications/member", "My statement", "A statement", [MEMBER]),
        ("applications/member", "Because.", "Why not?", [MEMBER]),
        ("activities/secret/index", "the bench", "a bench", [MEMBER]),
        ("activities/secret/index", "Whisper", "Shout", [MEMBER]),
        ("objectives/hide", "how I shall know", "how I will know", [MEMBER]),
        ("reviews/2023", "Looking", "Back", []),
        ("applications/draft", "Not yet", "Later", []),
        ("activities/talk", "[course#2]", "[course#1]", None),
    ],
)
def test_an_edit_of_a_plan_renders_exactly_the_pages_that_show_it(
    site: MakeSite, path: str, old: str, new: str, pages: list[str] | None
) -> None:
    root = site(PLANS)
    build(root)
    file = root / f"content/{path}.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    closing = ["/activities/course/", "/activities/talk/", "/actions/", "/", "/record/"]
    wanted = [*closing, "/record/2024/", MEMBER, OTHER] if pages is None else pages
    assert set(build(root).rendered) == set(wanted)
