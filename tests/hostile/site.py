"""A site with a hostile text in every field that takes one."""

import itertools
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from cpdsite.portfolio.fields import (
    ACTIVITY,
    APPLICATION,
    OBJECTIVE,
    PAGE,
    PROFILE,
    REVIEW,
    find_fields,
)
from tests.hostile.payloads import EVERY, NAMES, ONE_LINE
from tests.site_maker import write_entry, write_files

Value = object
LONG = " ".join(ONE_LINE)
"""All of them at once."""

SCRIPT = "<script>try { pwned() } catch { parent.pwned() }</script>"
DRAWING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="pwned()">{SCRIPT}</svg>'
)
NAMED_ENTRY = "named"
"""The entry that shows files with hostile names."""

OWN_PAGE = "own/page.html"
COVER = "applications/index.html"
"""The page that leads home from the folder of applications."""

OWN = f"<!doctype html><title>x</title>{SCRIPT}<img src=https://evil.example/x>"
"""A page in ``static/``, which is published as it is: the policy alone holds it."""

PUBLISHED = {
    "drawing.svg": DRAWING,
    "it's 100% #1 & more.txt": "x",
}
"""Files of evidence; those of other kinds than images are published as they are."""

FIXED: dict[str, Value] = {
    "date": "2025-03-12", "end_date": "ongoing", "status": "published", "revisit": "2030-01-01",
    "hours": "1.5", "points": "2", "email": "a'onclick=pwned()//@example.org",
    "photo": "dot.png", "public": ["number", "email", "photo", "links"],
    "from": "2024-01", "by": "2025-12", "state": "carried", "carried_to": "second", "review": "year",
    "period": "2025", "to": "member", "scheme": "ikt", "limit": "10", "reviews": ["year"],
    "objectives": ["first"], "closes": ["files#1"],
}  # fmt: skip
"""Fields that take no free text, or hardly any: what else is written there is refused."""

NAMED = "named by the file or refused"
SKIPPED = {"slug": NAMED, "aliases": NAMED}

ACTIONS = [{"action": LONG, "due": "2026-12-01"}, LONG]
HOSTILE: dict[str, Callable[[str], Value]] = {
    "title": lambda it: it,
    "type": lambda it: it,
    "provider": lambda it: [it, f"two {it}"],
    "further_action": lambda it: [{"action": it, "due": "2026-12-01"}, it],
    "competences": lambda it: [it],
    "tags": lambda it: [it, f"tag {it}"],
    "evidence": lambda it: [
        {"link": "https://a.example/'\"><script>pwned()</script>", "title": it},
        {"link": "https://a.example/x"},
    ],
    "featured": lambda it: it,
    "include": lambda it: [{"activity": "a000", "why": it}, "featured"],
    "comments": lambda it: [{"comment": it, "name": it, "role": it, "date": "2026-01-02"}],
    "accept": lambda it: {"gap": it},
    "extra": lambda it: {"x": it, "y": [it]},
    "name": lambda it: it,
    "headline": lambda it: it,
    "role": lambda it: it,
    "aspirations": lambda it: it,
    "memberships": lambda it: [
        {"scheme": "ikt", "number": it, "grade": "member", "since": "2020"},
        {"scheme": it, "number": it, "grade": it},
    ],
    "links": lambda it: [{"title": it, "url": "https://a.example/'\"><svg/onload=pwned()>"}],
}  # fmt: skip
"""How a hostile text is put into each field that takes text."""


def write_front_matter(kind: str, text: str) -> str:
    """Return front matter with a hostile text in every field of a kind that takes one."""
    fields = [name for name in find_fields(kind) if name not in SKIPPED]
    values = {it: FIXED[it] if it in FIXED else HOSTILE[it](text) for it in fields}
    # JSON is YAML, and its quotes keep every character.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def write_body(text: str) -> str:
    """Return prose with a hostile text wherever prose may hold one."""
    line = " ".join(text.split())
    cell = line.replace("|", "")
    quoted = "\n".join(f"> {it}" for it in text.split("\n"))
    return f"""\
{text}

- {line}
- [ ] {line}

1. a

    {line}

{quoted}

| {cell} | b |
|:-:|--|
| {cell} | `{cell}` |

**{line}** *{line}* `{line}` [{line}](https://a.example) x[^n]

[^n]: {line}

### {line}

    {line}

## What I learned

{text}
"""


def write_named() -> Iterator[tuple[str, str | bytes]]:
    """Yield files with hostile names: entries, pages, evidence, images and static files."""
    files = [f"{name}{ending}" for name in NAMES for ending in (".txt", ".png")]
    # Without a title, evidence is called by its name.
    evidence = json.dumps([{"file": it, "public": "true"} for it in files])
    shown = "\n\n".join(f"![](./{quote(it)}) [x](<./{quote(it)}>)" for it in files)
    entry = write_entry(shown + "\n\n## What I learned\n\nMuch.\n", evidence=evidence)
    yield f"content/activities/{NAMED_ENTRY}/index.md", entry
    for name in NAMES:
        yield f"content/activities/{NAMED_ENTRY}/{name}.txt", "x"
        yield f"content/activities/{NAMED_ENTRY}/{name}.png", make_pixel()
        yield f"content/activities/{name}.md", write_front_matter(ACTIVITY, "x") + write_body("x")
        yield f"content/pages/{name}.md", write_front_matter(PAGE, "x") + write_body("x")
        yield f"static/{name}.txt", "x"


def write_entries() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each hostile entry."""
    for number, text in enumerate(EVERY):
        title = " ".join(text.split())
        entry = write_front_matter(ACTIVITY, title) + write_body(text)
        yield f"content/activities/a{number:03}.md", entry
    kinds = {"objectives/first": OBJECTIVE, "reviews/year": REVIEW, "applications/one": APPLICATION}
    for name, kind in kinds.items():
        yield f"content/{name}.md", write_front_matter(kind, LONG) + write_body(HTML_OF_PAGE)
    yield "content/objectives/second.md", "---\ntitle: x\nfrom: 2025\nstatus: published\n---\n"
    yield "content/pages/p.md", write_front_matter(PAGE, LONG) + write_body(HTML_OF_PAGE)
    yield "content/profile.md", write_front_matter(PROFILE, LONG) + write_body(HTML_OF_PAGE)


HTML_OF_PAGE = "\n\n".join(itertools.chain(EVERY[:9], EVERY[-9:]))


def write_settings() -> str:
    """Return settings with every hostile text in each text of theirs."""
    text = json.dumps(LONG, ensure_ascii=False)
    return f"""\
title = {text}
description = {text}
base_url = "https://cpd.example.org/"
scheme = ["ikt", "evil"]

[record]
note = {text}

[extra]
x = {text}
"""


def write_scheme() -> str:
    """Return a scheme with every hostile text in each text of it."""
    text = json.dumps(LONG, ensure_ascii=False)
    return f"""\
name = {text}
short_name = {text}
sources = [{text}]
read_on = 2026-11-23
other_types = true
grades = [{{ id = "member", name = {text} }}]
types = [{{ id = "course", name = {text}, synonyms = ["zzz"] }}]

[record]
title = {text}
note = {text}
header = [{{ label = {text}, shows = "name" }}, {{ label = {text}, shows = "number" }}]
columns = [
    {{ label = {text}, shows = ["dates"], width = 20 }},
    {{ label = {text}, shows = ["title", "description"], width = 40 }},
    {{ label = {text}, shows = ["learning", "evidence", "further_action"], width = 40 }},
]
"""


def make_pixel() -> bytes:
    """Return an image of one dot."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def make_hostile_site(root: Path) -> Path:
    """Write the whole site."""
    files: dict[str, str | bytes] = {
        "cpdsite.toml": write_settings(),
        "schemes/evil.toml": write_scheme(),
        **dict(write_entries()),
        **dict(write_named()),
    }
    for folder in ("", "activities/", "objectives/", "reviews/", "applications/", "pages/"):
        files[f"content/{folder}dot.png"] = make_pixel()
    evidence = [{"file": name, "title": name, "public": "true"} for name in PUBLISHED]
    files[f"static/{OWN_PAGE}"] = OWN
    files |= {f"content/activities/files/{name}": text for name, text in PUBLISHED.items()}
    files["content/activities/files/index.md"] = (
        f"---\ntitle: Files\ndate: 2025-01-01\nstatus: published\nfurther_action: Act\nevidence: {json.dumps(evidence)}\n---\n"
        "\n## What I learned\n\nMuch.\n"
    )
    write_files(root, files)
    return root
