"""What the preview adds to a page: its script, the bar, and what is wrong with the site."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from urllib.parse import quote

from cpdsite.errors import Problem
from cpdsite.preview.showing import Unlinked, Waiting
from cpdsite.quotation import quote_line, still_text

END_OF_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!doctype[^>]*>", re.IGNORECASE)
"""What must stay the first of a page: otherwise browsers show it as pages were long ago."""

MOST_SHOWN = 50
"""How many problems a page shows; the terminal shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a page: where the preview's own files are, and what the bar says.

    ``numbers`` tell which moment the page is of. ``mine`` and ``published`` are the paths of
    the page as the person and as everyone sees it; ``is_mine_alone`` tells that nobody else
    sees it. ``root`` is where the site begins as the person sees it.
    """

    base: str
    numbers: Mapping[str, str]
    problems: tuple[Problem, ...]
    is_published: bool
    mine: str
    published: str
    is_mine_alone: bool
    waiting: tuple[Waiting, ...] = ()
    unlinked: tuple[Unlinked, ...] = ()
    root: str = "/"
    note: str = ""


def dress_page(page: bytes, frame: Frame) -> bytes:
    """Return a page with the preview's script and bar."""
    base = escape(frame.base)
    head = (
        f'<link rel="stylesheet" href="{base}preview.css">'
        f'<script src="{base}idiomorph.min.js" defer></script>'
        f'<script src="{base}preview.js" defer></script>'
    )
    end_of_head, doctype = END_OF_HEAD.search(page), DOCTYPE.search(page)
    at = end_of_head.start() if end_of_head else doctype.end() if doctype else 0
    dressed = page[:at] + head.encode() + page[at:]
    start, end, rest = dressed.rpartition(b"</body>")
    bar = write_bar(frame).encode("utf-8", "replace")
    return start + bar + end + rest if end else dressed + bar


def write_bar(frame: Frame) -> str:
    """Return the bar: what is wrong, who sees this page, the two sites, and what waits."""
    numbers = "".join(f' data-{name}="{escape(it)}"' for name, it in frame.numbers.items())
    errors = tuple(it for it in frame.problems if it.is_error)
    warnings = tuple(it for it in frame.problems if not it.is_error)
    parts = [
        f'<aside id="cpdsite-preview" aria-label="Preview"{numbers}>',
        _write_errors(errors),
        '<div class="cpdsite-bar">',
        '<p class="cpdsite-away" role="status" hidden>The preview has stopped.</p>',
        _write_audience(frame),
        _write_switch(frame),
        _write_waiting(frame.waiting),
        _write_unlinked(frame),
        _write_warnings(warnings),
        "</div></aside>",
    ]
    return "".join(parts)


def _write_errors(errors: tuple[Problem, ...]) -> str:
    if not errors:
        return ""
    count = "1 error keeps" if len(errors) == 1 else f"{len(errors)} errors keep"
    return (
        '<details class="cpdsite-errors" open>'
        f'<summary><span role="alert">{count} this site from being published</span></summary>'
        '<div class="cpdsite-list" role="group" aria-label="Errors" tabindex="0">'
        "<p>The page shows the last good version of what is wrong."
        " This goes away by itself when it is mended.</p>"
        f"{_write_problems(errors)}</div></details>"
    )


def _write_warnings(warnings: tuple[Problem, ...]) -> str:
    if not warnings:
        return ""
    count = "1 warning" if len(warnings) == 1 else f"{len(warnings)} warnings"
    return (
        f'<details class="cpdsite-warnings" name="cpdsite-lists"><summary>{count}</summary>'
        f'<div class="cpdsite-list" role="group" aria-label="Warnings" tabindex="0">{_write_problems(warnings)}</div></details>'
    )


def _write_waiting(waiting: tuple[Waiting, ...]) -> str:
    if not waiting:
        return ""
    count = "1 thing waits" if len(waiting) == 1 else f"{len(waiting)} things wait"
    shown, rest = waiting[:MOST_SHOWN], len(waiting) - MOST_SHOWN
    more = f"<p>And {rest} more: cpdsite status lists them all.</p>" if rest > 0 else ""
    groups = groupby(shown, key=lambda it: it.heading)
    return (
        f'<details class="cpdsite-waiting" name="cpdsite-lists"><summary>{count}</summary>'
        '<div class="cpdsite-list" role="group" aria-label="What waits" tabindex="0">'
        f"{''.join(_write_group(heading, group) for heading, group in groups)}{more}</div></details>"
    )


def _write_unlinked(frame: Frame) -> str:
    """Return the links to pages that nothing on the site leads to, which only their readers have."""
    if not frame.unlinked:
        return ""
    count = len(frame.unlinked)
    words = "1 page that nothing links to" if count == 1 else f"{count} pages that nothing links to"
    items = (
        f'<li><a href="{escape(frame.root + quote(it.path))}">{_show(it.title)}</a></li>'
        for it in frame.unlinked
    )
    return (
        f'<details class="cpdsite-waiting" name="cpdsite-lists"><summary>{words}</summary>'
        '<div class="cpdsite-list" role="group" aria-label="Pages that nothing links to" '
        f'tabindex="0"><ol>{"".join(items)}</ol></div></details>'
    )


def _write_group(heading: str, group: Iterable[Waiting]) -> str:
    items = (
        f'<li><p>{_show(it.words)}</p><p class="cpdsite-cure">{_show(it.path)}</p></li>'
        for it in group
    )
    return f'<p class="cpdsite-matter">{_show(heading)}</p><ol>{"".join(items)}</ol>'


def _write_audience(frame: Frame) -> str:
    if frame.is_mine_alone:
        words = "This page is not published" if frame.is_published else "Only you see this page"
        return f'<p class="cpdsite-alone">{words}</p>'
    return f"<p>{_show(frame.note)}</p>" if frame.note else ""


def _write_switch(frame: Frame) -> str:
    def link(path: str, words: str, *, is_here: bool) -> str:
        current = ' aria-current="true"' if is_here else ""
        return f'<a href="{escape(path)}"{current}>{words}</a>'

    return (
        '<nav aria-label="How the site is shown">'
        f"{link(frame.mine, 'As I see it', is_here=not frame.is_published)}"
        f"{link(frame.published, 'As published', is_here=frame.is_published)}</nav>"
    )


def _write_problems(problems: tuple[Problem, ...]) -> str:
    shown = problems[:MOST_SHOWN]
    rest = len(problems) - len(shown)
    more = f"<p>And {rest} more: the terminal lists them all.</p>" if rest else ""
    return f"<ol>{''.join(map(_write_problem, shown))}</ol>{more}"


def _write_problem(problem: Problem) -> str:
    place = problem.location
    lines = f", line {place.line}" if place.line else ""
    quoted = "\n".join(quote_line(problem.source, place.column))
    parts = [
        f'<li><p class="cpdsite-place"><b>{_show(place.path)}</b>{lines}</p>',
        f"<p>{_show(problem.message)}</p>",
        # What a screen reader would spell out is in the sentence before.
        f'<pre tabindex="0"><code>{escape(quoted)}</code></pre>' if quoted else "",
        f'<p class="cpdsite-cure">To mend it: {_show(problem.hint)}</p>' if problem.hint else "",
        "</li>",
    ]
    return "".join(parts)


def _show(text: str) -> str:
    return escape(still_text(text))


def write_help(problems: Iterable[Problem]) -> bytes:
    """Return a page that stands for one that cannot be shown."""
    errors = [it for it in problems if it.is_error]
    paths = [path for path, _ in groupby(dict.fromkeys(it.location.path for it in errors))]
    named = "".join(f"<li><code>{_show(path)}</code></li>" for path in paths[:MOST_SHOWN])
    begin = (
        f"<p>It cannot be made until these are mended; what is wrong with each stands below and in the terminal:</p><ul>{named}</ul>"
        if named
        else "<p>A site needs <code>content/profile.md</code> with your name in it.</p>"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        "<title>Nothing to show yet</title></head>"
        '<body class="cpdsite-help"><main><h1>Nothing to show yet</h1>'
        "<p>The preview runs, and shows the page here as soon as there is one.</p>"
        f"{begin}<p>Save the file, and this page changes by itself.</p>"
        "</main></body></html>"
    ).encode("utf-8", "replace")
