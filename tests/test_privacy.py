"""Nothing private leaves: canaries in no byte and no name of what is built."""

import contextlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from cpdsite.commands.export import ExportOptions, make_export
from cpdsite.errors import ProblemsError, find_errors
from cpdsite.exporters.formats import FORMATS
from tests.conftest import MakeSite
from tests.picture_maker import FILLED, expand, fill_png, make_picture_file
from tests.plan_maker import write_application, write_objective, write_review
from tests.site_maker import (
    SITES,
    TODAY,
    Files,
    build,
    compose_site,
    find_urls,
    read_tree,
    write_entry,
    write_page,
)

BASE = "https://cpd.example.org/"
SCHEMES = '["ikt", "iet"]'
CANARY = "canary"

DUMP = "{{ page }}"
"""A template that shows all there is in a view, so that no theme's restraint hides a leak."""

DUMPED = (
    *("home.html", "list.html", "record.html", "actions.html", "feed.xml", "sitemap.xml"),
    *("objectives.html", "objective.html", "reviews.html", "review.html", "application.html"),
)


def write_canary(mark: str, **keys: str) -> str:
    """Return an activity with a canary in every field, in comments, links and file names."""
    word = f"{CANARY}-{mark}"
    known = {
        "title": f"{word}-title",
        "type": f"{word}-type",
        "provider": f"[{word}-provider]",
        "further_action": f"[{{action: {word}-action, due: 2026-01-01}}]",
        "objectives": f"[open, {word}-objective]",
        "closes": "[public#1]",
        "competences": f"[{word}-competence]",
        "tags": f"[{word}-tag]",
        "evidence": f"[{{file: {word}.pdf, title: {word}-evidence, public: true}}, "
        f"{{link: 'https://{word}.example/', public: true}}]",
        "hours": "987.65",
        "points": "876.54",
        "featured": f"{word}-featured",
        "aliases": f"[/{word}-alias/]",
        "slug": f"{word}-slug",
        "extra": f"{{{word}-key: {word}-extra}}",
        **keys,
    }
    body = (
        f"{word}-text [{word}-link](https://{word}.example/) ![{word}-alt]({word}.png)\n"
        f"<!-- {word}-comment -->\n\n## What I learned\n\n{word}-learned[^1]\n\n"
        f"[^1]: {word}-note\n\n## Any further action?\n\n{word}-next\n"
    )
    return write_entry(body, **known)


FOLDER = f"content/activities/{CANARY}"


def make_hidden(mark: str, **keys: str) -> Files:
    """Return the files of an entry that the public must not see."""
    word = f"{CANARY}-{mark}"
    status = "draft" if keys.get("status") == "draft" else "private"
    return {
        f"content/objectives/{word}-objective.md": write_objective(
            f"{word}-why <!-- {CANARY}-comment -->",
            title=f"{word}-objective-title",
            status=status,
            state="carried",
            carried_to="last",
            review="open",
            slug=f"{word}-objective",
        ),
        f"{FOLDER}-{mark}/index.md": write_canary(mark, **keys),
        f"{FOLDER}-{mark}/{word}.pdf": f"{word}-pdf".encode(),
        f"{FOLDER}-{mark}/{word}.png": fill_png(),
    }


HIDDEN: Files = {
    **make_hidden("draft", status="draft"),
    **make_hidden("private", status="private"),
    **make_hidden("none", status=""),
    **make_hidden("planned", date="2026-11-24"),
}

PUBLISHED = write_entry(
    "Public text. <!-- canary-comment -->\n\n<!--\ncanary-comment\n-->\n\n"
    "See [these words](canary-draft/) and [those](canary-private/index.md#learning).\n\n"
    "## What I learned\n\nThings.\n\n[//]: # (canary-comment)",
    title="In public",
    revisit="2031-07-09",
    slug="public",
    further_action="[In public]",
    objectives="[open, canary-draft-objective, canary-private-objective]",
    closes="[canary-private-slug#1, canary-draft-slug#1]",
    evidence="[{file: canary-evidence.pdf, title: canary-evidence-title},"
    " {link: 'https://canary-evidence.example/', title: canary-evidence-link}]",
)

PROFILE = """---
name: Ada Example
email: canary@canary-mail.example
photo: canary-photo.png
links: [{title: canary-link, url: "https://canary-link.example/"}]
memberships:
  - {scheme: ikt, number: canary-number, grade: member, since: 2020}
  - {scheme: iet, number: canary-number-two, grade: member}
public: []
---

About me. <!-- canary-comment -->
"""

PLANS: Files = {
    "content/objectives/open.md": write_objective(
        "Open. <!-- canary-comment -->",
        state="carried",
        carried_to="canary-private-objective",
        review="canary-review",
    ),
    "content/objectives/last.md": write_objective(),
    "content/reviews/open.md": write_review("Open. <!-- canary-comment -->"),
    "content/reviews/canary-review.md": write_review(
        "canary-review-text",
        title="canary-review-title",
        status="draft",
        period="2024",
        comments="[{comment: canary-said, name: canary-mentor, role: canary-role}]",
        aliases="[/canary-review-alias/]",
    ),
    "content/reviews/canary-own.md": write_review(title="canary-review", status=""),
    "content/applications/canary-application.md": write_application(
        "canary-statement",
        title="canary-application",
        status="draft",
        include="[{activity: public, why: canary-why}, canary-private-slug]",
    ),
    "content/applications/canary-own.md": write_application(
        "canary-statement", title="canary-application-title", status=""
    ),
}

KESTREL = "kestrel"
"""A word that only one application holds."""

CLEAN = {".pdf": b"kestrel-pdf", ".png": make_picture_file()}
APPLYING: Files = {
    **{
        name.replace(CANARY, KESTREL): (
            content.replace(CANARY, KESTREL) if isinstance(content, str) else CLEAN[name[-4:]]
        )
        for name, content in make_hidden(
            "chosen", status="private", hours="77.5", points="66.5"
        ).items()
    },
    f"content/reviews/{KESTREL}-review.md": write_review(
        f"{KESTREL}-looks-back", title=f"{KESTREL}-review", status="private"
    ),
    "content/applications/kestrel.md": write_application(
        f"{KESTREL}-statement ![{KESTREL}](kestrel-own.png)\n<!-- canary-comment -->",
        title=f"{KESTREL}-title",
        to=f"{KESTREL}-grade",
        scheme="open-guild",
        period="{from: 1990, to: 2030}",
        include="[{activity: kestrel-chosen-slug, why: kestrel-why}, featured, public,"
        " {tag: canary-private-tag}, {objective: canary-private-objective}, {period: 2025}]",
        objectives="[kestrel-chosen-objective, canary-draft-objective]",
        reviews="[kestrel-review, canary-review]",
    ),
    "content/applications/kestrel-own.png": fill_png(),
    "content/applications/another.md": write_application(
        title="Another", include="[featured, {tag: kestrel-chosen-tag}, {period: 2025}]"
    ),
}
"""An application that includes private entries; rules of it would choose what is hidden."""

PRIVATE: Files = {
    **HIDDEN,
    **PLANS,
    "cpdsite.toml": f'theme = "plain"\nrecord_files = []\nscheme = {SCHEMES}\nbase_url = "{BASE}"\n',
    "content/profile.md": PROFILE,
    "content/canary-photo.png": fill_png(),
    "content/pages/open.md": write_page("Open. <!-- canary-comment -->"),
    "content/pages/canary-page.md": write_page(
        "canary-page-text", title="canary-page", status="draft"
    ),
    "content/pages/canary-own.md": write_page("canary-page-text", title="canary-page", status=""),
    "content/activities/public.md": PUBLISHED,
    "content/activities/canary-evidence.pdf": b"canary-evidence-bytes",
    "content/activities/canary-unused.txt": b"canary-unused-bytes",
}


def find_canaries(folder: Path, *others: str) -> Iterator[str]:
    """Yield where a canary is in the name or the bytes of a file, in any case."""
    words = (CANARY, "987.65", "876.54", "2031-07-09", "9 July 2031", *others)
    for name, content in read_tree(folder).items():
        for word in words:
            if word in name.casefold() or word.encode() in content.lower():
                yield f"{word} in {name}"


@pytest.fixture
def private(site: MakeSite) -> Path:
    """Return a site full of canaries."""
    return site(PRIVATE)


@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_no_canary_is_in_the_output(private: Path, theme: str) -> None:
    settings = (private / "cpdsite.toml").read_text().replace("plain", theme)
    (private / "cpdsite.toml").write_text(settings)
    built = build(private)
    assert built.shown == 1
    assert len(built.left_out) == 14
    tree = read_tree(private / "public")
    assert {
        *("feed.xml", "record/iet/index.html", "open/index.html"),
        *("objectives/open/index.html", "reviews/open/index.html"),
    } <= set(tree)
    assert b"these words" in tree["activities/public/index.html"]
    assert list(find_canaries(private / "public")) == []


def test_no_canary_is_in_any_view(private: Path) -> None:
    for path in private.rglob("*.md"):
        path.write_text(path.read_text().replace(f"{CANARY}-comment", "comment"))
    public = private / "content/activities/public.md"
    public.write_text(
        public.read_text()
        .replace("(canary-draft/)", "(#learning)")
        .replace("(canary-private/index.md#learning)", "(#learning)")
    )
    (private / "templates").mkdir()
    for name in (*DUMPED, "entry.html", "page.html", "404.html", "robots.txt", "options.css"):
        (private / "templates" / name).write_text(DUMP)
    build(private)
    assert "RecordView(" in (private / "public/record/iet/index.html").read_text()
    assert list(find_canaries(private / "public")) == []


def test_the_canaries_would_be_found(private: Path) -> None:
    for path in private.rglob("*.md"):
        text = path.read_text().replace("status: draft", "status: published")
        path.write_text(text.replace("public: []", "public: [number, email, photo, links]"))
    build(private)
    found = {line.partition(" in ")[2] for line in find_canaries(private / "public")}
    assert {
        "index.html",
        "about/canary-photo.png",
        "canary-page/index.html",
        "activities/canary-draft-slug/index.html",
        "activities/canary-draft-slug/canary-draft.pdf",
        "activities/canary-draft-slug/canary-draft.png",
        "canary-draft-alias/index.html",
        "tags/canary-draft-tag/index.html",
        "types/canary-draft-type/index.html",
        "providers/canary-draft-provider/index.html",
        "record/index.html",
        "record/iet/index.html",
        "record/2025/index.html",
        "actions/index.html",
        "objectives/index.html",
        "objectives/open/index.html",
        "objectives/canary-draft-objective/index.html",
        "reviews/index.html",
        "reviews/canary-review/index.html",
        "canary-review-alias/index.html",
        "applications/canary-application/index.html",
        "feed.xml",
        "sitemap.xml",
    } <= found
    words = " ".join(str(line) for line in find_canaries(private / "public", "canary-draft-note"))
    assert "canary-draft-note in record/index.html" in words
    assert "987.65 in activities/canary-draft-slug/index.html" in words


FORMS = ("pdf", "docx", "xlsx", "csv", "json", "txt")


def unpack(name: str, content: bytes) -> str:
    """Return all that a file of a record holds, members of archives and text of pages."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(member) for member in archive.namelist()]
            return " ".join([*archive.namelist(), *(it.decode("utf-8", "replace") for it in parts)])
    if name.endswith("pdf"):
        document = PdfReader(io.BytesIO(content))
        objects = (document.get_object(number) for number in range(1, len(document.xref[0]) + 1))
        streams = (it.get_data() for it in objects if isinstance(it, StreamObject))
        pages = (page.extract_text() for page in document.pages)
        return " ".join([*pages, *(it.decode("latin-1") for it in streams), str(content)])
    return content.decode("utf-8")


def find_in_files(files: dict[str, bytes]) -> list[str]:
    words = (CANARY, "987.65", "876.54")
    unpacked = {name: unpack(name, content).casefold() for name, content in files.items()}
    return [
        f"{word} in {name}" for name, text in unpacked.items() for word in words if word in text
    ]


def test_no_canary_is_in_the_files_of_records(private: Path) -> None:
    settings = private / "cpdsite.toml"
    text = settings.read_text().replace("record_files = []", f"record_files = {list(FORMS)}")
    settings.write_text(text)
    build(private)
    tree = read_tree(private / "public/record")
    files = {name: content for name, content in tree.items() if "record." in name}
    assert len(files) == len(FORMS) * len(("whole", "2025", "iet"))
    assert find_in_files(files) == []
    assert not [name for name, content in files.items() if b"2031-07-09" in content]


def export_all(root: Path, *, has_private: bool) -> dict[str, bytes]:
    options = ExportOptions(today=TODAY, form="", base_url=BASE, has_private=has_private)
    return {form: make_export(root, replace(options, form=form)).content for form in FORMATS}


def test_no_canary_is_in_an_export_but_of_the_person(private: Path) -> None:
    profile = private / "content/profile.md"
    profile.write_text(PROFILE.replace("canary", "mine"))
    assert find_in_files(export_all(private, has_private=False)) == []
    everything = find_in_files(export_all(private, has_private=True))
    assert {line.partition(" in ")[2] for line in everything} == set(FORMATS) - {"resume"}


PICTURES = " ".join(f"![a picture](shown.{ending}) " for ending in FILLED)
SHOWN = {f"content/activities/shown.{ending}": make() for ending, make in FILLED.items()}
STATIC = {f"static/shown.{ending}": make() for ending, make in FILLED.items()}
PHOTO = "---\nname: Ada\nphoto: shown.jpg\npublic: [photo]\n---\n"


def test_no_canary_of_the_metadata_of_pictures_is_in_the_output(site: MakeSite) -> None:
    root = site(
        {
            **SHOWN,
            **STATIC,
            "content/activities/a.md": write_entry(PICTURES),
            "content/activities/b.md": write_entry(
                evidence="[{file: shown.jpg, public: true}, {file: shown.png, public: true}]"
            ),
            "content/profile.md": PHOTO,
            "content/shown.jpg": FILLED["jpg"](),
        }
    )
    build(root)
    tree = read_tree(root / "public")
    shown = [name for name in tree if "shown" in name]
    assert len(shown) == 2 * len(FILLED) + 3
    assert [name for name, content in tree.items() if b"canary" in expand(content).lower()] == []


@pytest.mark.parametrize("status", ["draft", "private", ""])
def test_a_status_changed_back_leaves_nothing(private: Path, status: str) -> None:
    build(private)
    before = read_tree(private / "public")
    path = private / f"{FOLDER}-draft/index.md"
    hidden = write_canary("draft", status=status)
    path.write_text(write_canary("draft"))
    build(private)
    assert list(find_canaries(private / "public"))
    path.write_text(hidden)
    build(private)
    assert list(find_canaries(private / "public")) == []
    assert read_tree(private / "public") == before


def test_evidence_made_private_again_leaves_nothing(private: Path) -> None:
    build(private)
    before = read_tree(private / "public")
    path = private / "content/activities/public.md"
    path.write_text(PUBLISHED.replace("evidence-title}", "evidence-title, public: true}"))
    build(private)
    assert (private / "public/activities/public/canary-evidence.pdf").is_file()
    assert any("record/iet" not in line for line in find_canaries(private / "public"))
    path.write_text(PUBLISHED)
    build(private)
    assert read_tree(private / "public") == before


def test_what_of_a_person_is_made_private_again_leaves_nothing(private: Path) -> None:
    build(private)
    before = read_tree(private / "public")
    path = private / "content/profile.md"
    for name in ("number", "email", "photo", "links"):
        path.write_text(PROFILE.replace("public: []", f"public: [{name}]"))
        build(private)
        assert list(find_canaries(private / "public")), name
        path.write_text(PROFILE)
        build(private)
        assert read_tree(private / "public") == before


def test_the_messages_name_what_is_left_out_and_the_output_does_not(private: Path) -> None:
    built = build(private)
    assert {it.entry.title for it in built.left_out} >= {"canary-draft-title", "canary-page"}
    assert all("canary-evidence" not in problem.message for problem in built.problems)


def test_a_killed_build_leaves_no_half_written_file_for_the_public(private: Path) -> None:
    build(private)
    left = private / "public/activities/public/.cpdsite-index.html.123.tmp"
    left.write_text("canary once public")
    build(private)
    assert list(find_canaries(private / "public")) == []


def test_private_evidence_is_no_file_for_another_entry_to_publish(private: Path) -> None:
    other = write_entry("[look](canary-evidence.pdf)", title="Another")
    (private / "content/activities/other.md").write_text(other)
    with contextlib.suppress(ProblemsError):
        build(private)
    assert not [
        line for line in find_canaries(private / "public", "evidence-bytes") if "bytes" in line
    ]


def test_how_a_private_entry_spells_a_term_stays_private(site: MakeSite) -> None:
    root = site(
        {
            "content/activities/a.md": write_entry(tags="[flow]"),
            "content/activities/b.md": write_entry(tags="[FLOW]", status="private"),
            "content/activities/c.md": write_entry(tags="[FLOW]", status="private"),
        }
    )
    composed = compose_site(root)
    assert [it.tags for it in composed.shown.activities] == [("flow",)]


@pytest.mark.parametrize("status", ["private", "draft"])
def test_files_in_the_folder_of_a_hidden_entry_stay_private(site: MakeSite, status: str) -> None:
    root = site(
        {
            "content/activities/hidden/index.md": write_entry(status=status),
            "content/activities/hidden/photo.png": "x",
            "content/activities/open.md": write_entry("See [the photo](hidden/photo.png)."),
        }
    )
    composed = compose_site(root)
    assert [it.code for it in composed.problems] == ["link"]
    assert not find_errors(composed.problems)
    assert not [url for url in find_urls(composed) if "photo" in url]


def test_a_markdown_file_that_is_no_entry_is_never_published_as_it_is(site: MakeSite) -> None:
    root = site(
        {
            "content/notes/2025.md": write_entry(status="private"),
            "content/activities/open.md": write_entry("See [it](../notes/2025.md)."),
        }
    )
    composed = compose_site(root)
    assert [it.code for it in find_errors(composed.problems)] == ["link"]
    assert not [url for url in find_urls(composed) if url.endswith(".md")]


@pytest.fixture
def applying(site: MakeSite) -> Path:
    """Return a site full of canaries that search engines may list, with an application."""
    settings = str(PRIVATE["cpdsite.toml"]).replace(
        "record_files = []", f"record_files = {list(FORMS)}"
    )
    guild = (SITES / "rich/schemes/guild.toml").read_text("utf-8").replace("kestrel", "")
    grades = f'[[grades]]\nid = "{KESTREL}-grade"\nname = "{KESTREL}-grade"\n'
    assert "[[grades]]" in guild
    return site(
        {
            **PRIVATE,
            **APPLYING,
            "cpdsite.toml": settings.replace(SCHEMES, '["ikt", "iet", "open-guild"]').replace(
                "theme", "search_engines = true\ntheme", 1
            ),
            "schemes/open-guild.toml": guild.replace("[[grades]]", f"{grades}\n[[grades]]", 1),
        }
    )


def find_kestrels(files: dict[str, bytes]) -> set[str]:
    """Return the names of the files that hold the word of the application, or have it in them."""
    found = {name for name in files if KESTREL in name.casefold()}
    unpacked = ((name, unpack(name, it) if "record." in name else "") for name, it in files.items())
    found |= {name for name, text in unpacked if KESTREL in text.casefold()}
    return found | {name for name, content in files.items() if KESTREL.encode() in content.lower()}


OWN = "applications/kestrel/"
SHOWN_THERE = ("title", "grade", "statement", "why", "looks-back", "review", "chosen-title", "chosen-text",
    "chosen-learned", "chosen-evidence", "chosen-why", "chosen-objective-title")  # fmt: skip
NOT_SHOWN_THERE = ("canary", "987.65", "kestrel-chosen-comment", "kestrel-chosen-key")


@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_an_application_holds_what_it_includes_and_nothing_else_mentions_it(
    applying: Path, theme: str
) -> None:
    path = applying / "cpdsite.toml"
    path.write_text(path.read_text().replace("plain", theme))
    build(applying)
    tree = read_tree(applying / "public")
    assert find_kestrels(tree) == {name for name in tree if name.startswith(OWN)}
    assert {name.removeprefix(OWN) for name in tree if name.startswith(OWN)} == {
        "index.html",
        "kestrel-own.png",
        "activity_kestrel-chosen-slug/kestrel-chosen.pdf",
        "activity_kestrel-chosen-slug/kestrel-chosen.png",
    }
    page = tree[f"{OWN}index.html"].decode()
    assert [it for it in SHOWN_THERE if f"{KESTREL}-{it}" not in page] == []
    assert [it for it in NOT_SHOWN_THERE if it in page] == []
    assert list(find_canaries(applying / "public")) == []
    # Search engines may list the site, and it alone.
    assert 'content="noindex"' in page
    assert b"noindex" not in tree["index.html"]
    another = tree["applications/another/index.html"].decode()
    assert 'content="noindex"' in another
    elsewhere = {name for name, it in tree.items() if b"/another" in it or b">Another<" in it}
    assert elsewhere <= {"applications/another/index.html"}


def test_an_application_shows_nothing_else_in_its_view(applying: Path) -> None:
    for path in applying.rglob("*.md"):
        path.write_text(path.read_text().replace("canary-comment", "comment"))
    public = applying / "content/activities/public.md"
    public.write_text(
        public.read_text()
        .replace("(canary-draft/)", "(#learning)")
        .replace("(canary-private/index.md#learning)", "(#learning)")
    )
    (applying / "templates").mkdir()
    for name in (*DUMPED, "entry.html", "page.html", "404.html", "robots.txt", "options.css"):
        (applying / "templates" / name).write_text(DUMP)
    build(applying)
    tree = read_tree(applying / "public")
    assert "ApplicationView(" in tree[f"{OWN}index.html"].decode()
    assert list(find_canaries(applying / "public")) == []
    assert find_kestrels(tree) == {name for name in tree if name.startswith(OWN)}


@pytest.mark.parametrize("status", ["draft", "private", ""])
def test_an_application_withdrawn_leaves_nothing(applying: Path, status: str) -> None:
    path = applying / "content/applications/kestrel.md"
    text = path.read_text()
    hidden = text.replace("status: published", f"status: {status}" if status else "tags:")
    path.write_text(hidden.replace("tags:\n", ""))
    build(applying)
    before = read_tree(applying / "public")
    assert find_kestrels(before) == set()
    path.write_text(text)
    build(applying)
    assert find_kestrels(read_tree(applying / "public"))
    path.write_text(hidden.replace("tags:\n", ""))
    build(applying)
    assert read_tree(applying / "public") == before


def test_no_kestrel_is_in_an_export_but_of_the_person(applying: Path) -> None:
    profile = applying / "content/profile.md"
    profile.write_text(PROFILE.replace("canary", "mine"))
    assert (
        find_kestrels(
            {f"record.{it}": data for it, data in export_all(applying, has_private=False).items()}
        )
        == set()
    )
