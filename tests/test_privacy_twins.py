"""A site with private things builds to the same bytes as its twin that never had them.

That covers what no search for words can: counts, charts, neighbours, order, dates, spellings.
"""

from pathlib import Path

import pytest

from cpdsite.portfolio.fields import (
    ACTIVITY,
    APPLICATION,
    OBJECTIVE,
    PAGE,
    PROFILE,
    REVIEW,
    find_fields,
)
from tests.conftest import MakeSite
from tests.picture_maker import make_picture_file
from tests.plan_maker import write_objective, write_review
from tests.site_maker import Files, build, read_tree, write_entry, write_page

CANARY = "canary"

HIDDEN = {
    ACTIVITY: {
        "title": "canary-title",
        "date": "2025-06-07",
        "end_date": "2026-11-22",
        "type": "canary-type",
        "provider": "[canary-provider, PRAXIS]",
        "further_action": "[{action: canary-action, due: 2026-01-01, done: 2026-01-02}]",
        "closes": "[2025-01-one#1]",
        "objectives": "[open, canary-objective]",
        "competences": "[canary-competence]",
        "tags": "[canary-tag, FLOW, C, c++]",
        "evidence": "[{file: canary.pdf, title: canary-evidence, public: true},"
        " {link: 'https://canary.example/', title: canary-link, public: true}]",
        "hours": "987.65",
        "points": "876.54",
        "status": "private",
        "revisit": "2031-07-09",
        "featured": "canary-featured",
        "slug": "canary-slug",
        "aliases": "[/canary-alias/]",
        "accept": "{learning: canary-accept}",
        "extra": "{canary-key: canary-extra}",
    },
    OBJECTIVE: {
        "title": "canary-objective-title",
        "from": "2025-01",
        "by": "2025-11",
        "state": "carried",
        "carried_to": "open",
        "review": "open",
        "status": "private",
        "slug": "canary-objective",
        "aliases": "[/canary-objective-alias/]",
        "accept": "{objective: canary-accept}",
        "extra": "{canary-key: canary-extra}",
    },
    REVIEW: {
        "title": "canary-review-title",
        "period": "2025",
        "comments": "[{comment: canary-comment, name: canary-name, role: canary-role, date: 2031-07-09}]",
        "status": "private",
        "slug": "canary-review",
        "aliases": "[/canary-review-alias/]",
        "accept": "{review: canary-accept}",
        "extra": "{canary-key: canary-extra}",
    },
    APPLICATION: {
        "title": "canary-application-title",
        "to": "member",
        "period": "{from: 2025-06-07, to: 2031-07-09}",
        "scheme": "iet",
        "include": "[2025-01-one, {tag: canary-tag, why: canary-why}]",
        "objectives": "[open]",
        "reviews": "[open]",
        "limit": "987",
        "status": "private",
        "slug": "canary-application",
        "accept": "{application: canary-accept}",
        "extra": "{canary-key: canary-extra}",
    },
    PAGE: {
        "title": "canary-page",
        "status": "private",
        "slug": "canary-page-slug",
        "aliases": "[/canary-page-alias/]",
        "accept": "{page: canary-accept}",
        "extra": "{canary-key: canary-extra}",
    },
    PROFILE: {
        "name": "",
        "headline": "",
        "role": "",
        "aspirations": "",
        "memberships": "[{scheme: ikt, number: canary-number, grade: member}]",
        "email": "canary@canary.example",
        "photo": "canary-photo.png",
        "links": "[{title: canary-link, url: 'https://canary.example/'}]",
        "public": "",
        "accept": "",
        "extra": "",
    },
}
"""A canary for every key of each kind of file; of a profile, for what ``public`` decides."""

BODY = (
    "canary-text ![canary-alt](canary.png) <!-- canary-comment -->\n\n## What I learned\n\n"
    "canary-learned[^1]\n\n[^1]: canary-note\n\n## Any further action?\n\ncanary-next\n"
)

SETTINGS = (
    'theme = "{theme}"\ndefault_status = "{status}"\nscheme = ["ikt", "iet"]\n'
    'base_url = "https://a.example/"\n'
)
OPEN: Files = {
    "content/profile.md": "---\nname: Ada Example\nmemberships: [{scheme: ikt, grade: member}]\n---\n",
    "content/activities/2025-01-one.md": write_entry(
        date="2025-01-02",
        tags="[flow, C++]",
        provider="[Praxis]",
        type="course",
        title="One",
        further_action="[Go on]",
    ),
    "content/activities/2025-12-two.md": write_entry(
        date="2025-12", tags="[Flow]", provider="[praxis]", type="reading", title="Two"
    ),
    "content/pages/open.md": write_page("Open."),
    "content/objectives/open.md": write_objective(begins="2025", by="2025-12"),
    "content/reviews/open.md": write_review(period="2025"),
}


def write_hidden(kind: str, body: str, **keys: str) -> str:
    """Return a file with a canary under every key; an empty text takes one away."""
    lines = [f"{key}: {value}" for key, value in {**HIDDEN[kind], **keys}.items() if value]
    return "\n".join(["---", *lines, "---", "", body])


def make_hidden(name: str, **keys: str) -> Files:
    """Return the files of a hidden activity, and of a hidden entry of each other kind."""
    folder = f"content/activities/canary-{name}"
    page = {key: value for key, value in keys.items() if key == "status"}
    own = dict.fromkeys(("slug",), f"canary-{name}") | {"aliases": f"[/canary-{name}-alias/]"}
    objective = {"objectives": f"[open, canary-{name}-objective]"}
    return {
        f"{folder}/index.md": write_hidden(ACTIVITY, BODY, **{**own, **objective, **keys}),
        f"{folder}/canary.pdf": b"%PDF-1.4 canary-bytes",
        f"{folder}/canary.png": make_picture_file(),
        **{
            f"{place}/canary-{name}.md": write_hidden(
                kind, f"canary-{kind}-text", **make_addresses(kind, f"canary-{name}-{kind}"), **page
            )
            for kind, place in PLACES.items()
        },
    }


def make_addresses(kind: str, slug: str) -> dict[str, str]:
    """Return the address of an entry, and an old one if its kind has such."""
    return {"slug": slug} | ({"aliases": f"[/{slug}-alias/]"} if kind != APPLICATION else {})


PLACES = {
    OBJECTIVE: "content/objectives",
    REVIEW: "content/reviews",
    APPLICATION: "content/applications",
    PAGE: "content/pages",
}
"""Where the files of each kind lie that is no activity."""


DRAFT = make_hidden("draft", status="draft")
PRIVATE = make_hidden("private", status="private")
STATUSLESS = make_hidden("none", status="")
EARLIEST = make_hidden("earliest", status="draft", date="1999-01-01", end_date="")
LATEST = make_hidden("latest", status="private", date="2026-11-23", end_date="ongoing")
PLANNED: Files = {
    name: content
    for name, content in make_hidden(
        "planned", status="published", date="2026-11-24", end_date="", objectives="[open]"
    ).items()
    if "/activities/" in name
}


@pytest.mark.parametrize("kind", [ACTIVITY, PROFILE, *PLACES])
def test_every_key_has_its_canary(kind: str) -> None:
    assert set(HIDDEN[kind]) == set(find_fields(kind))


def list_all(folder: Path) -> list[str]:
    """Return the paths of all files and folders below a folder, empty ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def assert_twins(one: Path, other: Path) -> None:
    """Compare two output folders, and look for canaries in what both hold."""
    trees = read_tree(one), read_tree(other)
    assert list_all(one) == list_all(other)
    assert {name for name in trees[0] if trees[0][name] != trees[1][name]} == set()
    words = (CANARY, "987.65", "876.54", "2031-07-09")
    assert not [name for name in trees[0] for word in words if word in name]
    assert not [name for name, it in trees[0].items() for word in words if word.encode() in it]


@pytest.mark.parametrize("theme", ["plain", "folio"])
@pytest.mark.parametrize("default", ["private", "draft"])
def test_what_is_hidden_leaves_no_trace(site: MakeSite, theme: str, default: str) -> None:
    settings = {"cpdsite.toml": SETTINGS.format(theme=theme, status=default)}
    hidden = {**DRAFT, **PRIVATE, **STATUSLESS, **EARLIEST, **LATEST, **PLANNED}
    one, other = site({**OPEN, **settings}, "one"), site({**OPEN, **settings, **hidden}, "other")
    assert len(build(one).left_out) == 0
    assert len(build(other).left_out) == 26
    assert_twins(one / "public", other / "public")


def test_with_published_as_default_only_a_status_hides(site: MakeSite) -> None:
    settings = {"cpdsite.toml": SETTINGS.format(theme="plain", status="published")}
    hidden = {**DRAFT, **PRIVATE, **EARLIEST, **LATEST, **PLANNED}
    one, other = site({**OPEN, **settings}, "one"), site({**OPEN, **settings, **hidden}, "other")
    build(one)
    build(other)
    assert_twins(one / "public", other / "public")
    third = site({**OPEN, **settings, **STATUSLESS}, "third")
    build(third)
    assert any(CANARY in name for name in read_tree(third / "public"))


@pytest.mark.parametrize("back", ["draft", "private", "", "planned", "deleted"])
@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_what_was_published_once_leaves_no_trace(site: MakeSite, theme: str, back: str) -> None:
    settings = {"cpdsite.toml": SETTINGS.format(theme=theme, status="private")}
    one, other = site({**OPEN, **settings}, "one"), site({**OPEN, **settings}, "other")
    build(one)
    shown = make_hidden("shown", status="published", type="reading")
    for name, content in shown.items():
        (other / name).parent.mkdir(exist_ok=True, parents=True)
        (other / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    build(other)
    assert len([name for name in list_all(other / "public") if CANARY in name]) > 6
    status = "draft" if back == "planned" else back
    for name in shown:
        path = other / name
        if back == "deleted":
            path.unlink()
        elif name.endswith(".md"):
            text = path.read_text("utf-8")
            if back == "planned" and "/activities/" in name:
                text = text.replace("2025-06-07", "2027-06-07").replace("2026-11-22", "ongoing")
            else:
                text = text.replace("status: published", f"status: {status}" if back else "")
            path.write_text(text, "utf-8")
    build(other)
    assert_twins(one / "public", other / "public")


@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_evidence_that_is_not_public_leaves_no_trace(site: MakeSite, theme: str) -> None:
    settings = {"cpdsite.toml": SETTINGS.format(theme=theme, status="private")}
    path = "content/activities/2026-with.md"
    evidence = (
        "[{file: canary.pdf, title: canary-title}, {link: 'https://canary.example/'}, canary.png]"
    )
    beside = "content/activities/canary"
    files: Files = {
        path: write_entry("Text.", date="2026-01-02", evidence=evidence),
        f"{beside}.pdf": b"%PDF-1.4 canary-bytes",
        f"{beside}.png": make_picture_file(),
        f"{beside}-unused.txt": b"canary-unused",
    }
    one = site({**OPEN, **settings, path: write_entry("Text.", date="2026-01-02")}, "one")
    other = site({**OPEN, **settings, **files}, "other")
    build(one)
    build(other)
    assert_twins(one / "public", other / "public")


@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_comments_leave_no_trace(site: MakeSite, theme: str) -> None:
    settings = {"cpdsite.toml": SETTINGS.format(theme=theme, status="private")}
    path = "content/activities/2026-with.md"
    body = "Text.{0}\n\n{1}\n\nMore.\n\n## What I learned\n\nThings.\n\n{1}\n"
    keys = {"date": "2026-01-02", "slug": "with"}
    without = write_entry(body.format("", ""), **keys)
    among = write_entry(body.format("<!-- canary -->", "<!--\ncanary\n\n# canary\n-->"), **keys)
    one = site({**OPEN, **settings, path: without}, "one")
    other = site({**OPEN, **settings, path: among}, "other")
    build(one)
    build(other)
    assert_twins(one / "public", other / "public")


@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_what_of_a_person_is_not_public_leaves_no_trace(site: MakeSite, theme: str) -> None:
    settings = {"cpdsite.toml": SETTINGS.format(theme=theme, status="private")}
    profile = write_hidden(PROFILE, "", name="Ada Example")
    files: Files = {"content/profile.md": profile, "content/canary-photo.png": make_picture_file()}
    one, other = site({**OPEN, **settings}, "one"), site({**OPEN, **settings, **files}, "other")
    build(one)
    build(other)
    assert_twins(one / "public", other / "public")


ADDRESS = "applications/canary-shown"
APPLYING: Files = {
    f"{PLACES[APPLICATION]}/shown.md": write_hidden(
        APPLICATION,
        "canary-statement ![canary-alt](canary-own.png) [it](../activities/canary-private/index.md)",
        slug="canary-shown",
        status="published",
        include="[canary-private, {tag: canary-tag}, featured, {objective: canary-draft-objective}]",
        objectives="[canary-private-objective, canary-draft-objective, open]",
        reviews="[canary-private-review, open]",
    ),
    f"{PLACES[APPLICATION]}/canary-own.png": make_picture_file(),
}


@pytest.mark.parametrize("theme", ["plain", "folio"])
@pytest.mark.parametrize("engines", ["true", "false"])
def test_an_application_leaves_no_trace_beyond_itself(
    site: MakeSite, theme: str, engines: str
) -> None:
    text = f'search_engines = {engines}\nrecord_files = ["json", "csv", "txt"]\n{SETTINGS}'
    settings = {"cpdsite.toml": text.format(theme=theme, status="private")}
    files = {**OPEN, **settings, **DRAFT, **PRIVATE}
    one, other = site(files, "one"), site({**files, **APPLYING}, "other")
    build(one)
    build(other)
    trees = read_tree(one / "public"), read_tree(other / "public")
    added = {name for name in trees[1] if name not in trees[0]}
    # So that no server lists the folder; it names nothing.
    added.remove("applications/index.html")
    assert b"canary" not in trees[1]["applications/index.html"]
    assert added == {
        f"{ADDRESS}/{name}"
        for name in (
            "index.html",
            "canary-own.png",
            "activity_canary-private/canary.pdf",
            "activity_canary-private/canary.png",
        )
    }
    assert {name for name in trees[0] if trees[0][name] != trees[1][name]} == set()
    page = trees[1][f"{ADDRESS}/index.html"]
    assert b'<meta name="robots" content="noindex">' in page
    for word in (b"canary-learned", b"canary-objective-text", b"canary-review-text"):
        assert word in page
    for word in (b"canary-draft", b"canary-page", b"canary-comment -->", b"canary-key"):
        assert word not in page
