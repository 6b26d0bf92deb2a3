"""From a path to an answer: a key in a table, never a path on disk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from cpdsite.errors import Problem
from cpdsite.preview.pages import Frame, dress_page, write_help
from cpdsite.preview.responses import (
    Response,
    find_type,
    redirect,
    respond,
    respond_part,
    respond_text,
)
from cpdsite.preview.showing import Edition, Found, Showing

OWN = "_preview/"
"""Where, below the base path, the preview keeps what is its own."""

PUBLISHED = f"{OWN}published/"
"""Where the site is shown as everyone will see it."""

REVISION = f"{OWN}revision.json"
BROWSER = Path(__file__).parent / "browser"
FILES = ("preview.css", "preview.js", "idiomorph.min.js")
HOME = "index.html"
NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a path below the base path, and what part of it."""

    path: str
    part: str = ""
    condition: str = ""


@cache
def _read_file(name: str) -> bytes:
    return (BROWSER / name).read_bytes()


def answer(asked: Asked, showing: Showing, base: str, session: str) -> Response:
    """Return the answer to what is asked for, from what there is to show."""
    if asked.path == REVISION:
        numbers = write_numbers(showing, session)
        return respond(HTTPStatus.OK, json.dumps(numbers).encode(), find_type(REVISION))
    name = asked.path.removeprefix(OWN)
    if asked.path.startswith(OWN) and name in FILES:
        return respond(HTTPStatus.OK, _read_file(name), find_type(name))
    if asked.path + "/" == PUBLISHED:
        return redirect(base + PUBLISHED)
    is_published = asked.path.startswith(PUBLISHED)
    path = asked.path.removeprefix(PUBLISHED) if is_published else asked.path
    mount = base + (PUBLISHED if is_published else "")
    edition = showing.published if is_published else showing.mine
    return _answer_from(edition, path, asked, _Place(showing, base, mount, session))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an answer stands: what there is to show, and the paths at which it is shown."""

    showing: Showing
    base: str
    mount: str
    session: str

    @property
    def is_published(self) -> bool:
        return self.mount != self.base


def _answer_from(edition: Edition | None, path: str, asked: Asked, place: _Place) -> Response:
    key = path + HOME if path.endswith("/") or not path else path
    if edition is None:
        if not _is_page(key):
            return _answer_file(key, None, asked)
        return _answer_page(write_help(place.showing.problems), (), key, place, HTTPStatus.OK)
    found = edition.find(key)
    if found is None and edition.holds(f"{path}/{HOME}"):
        return redirect(f"{place.mount}{quote(path)}/")
    if not _is_page(key) or (found and found.open_file):
        return _answer_file(key, found, asked)
    status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
    found = found or edition.find(NOT_FOUND) or Found()
    if found.content or not found.problems:
        return _answer_page(found.content, found.problems, key, place, status)
    page = write_help((*place.showing.problems, *found.problems))
    return _answer_page(page, found.problems, key, place, HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer_file(key: str, found: Found | None, asked: Asked) -> Response:
    if found is None:
        return respond_text(HTTPStatus.NOT_FOUND, "There is no such file.")
    if found.problems and not found.content:
        return respond_text(HTTPStatus.INTERNAL_SERVER_ERROR, found.problems[0].message)
    try:
        return respond_part(key, found, asked.part, asked.condition)
    except OSError:
        return respond_text(HTTPStatus.NOT_FOUND, "The file cannot be opened any more.")


def _is_page(key: str) -> bool:
    """Tell whether a path is asked for as a page; an address without an ending is."""
    name = key.rpartition("/")[2]
    return "." not in name or name.endswith((".html", ".htm"))


def _answer_page(
    page: bytes, problems: tuple[Problem, ...], key: str, place: _Place, status: HTTPStatus
) -> Response:
    showing = place.showing
    here = "" if key == HOME else key.removesuffix(f"/{HOME}") + "/" * key.endswith(f"/{HOME}")
    frame = Frame(
        base=place.base + OWN,
        numbers=write_numbers(showing, place.session),
        problems=tuple(dict.fromkeys((*showing.problems, *problems))),
        is_published=place.is_published,
        mine=place.base + quote(here),
        published=place.base + PUBLISHED + quote(here),
        is_mine_alone=_is_mine_alone(key, showing),
        waiting=() if place.is_published else showing.waiting,
        unlinked=() if place.is_published else showing.unlinked,
        root=place.base,
        note=showing.note,
    )
    return respond(status, dress_page(page, frame), "text/html; charset=utf-8")


def _is_mine_alone(key: str, showing: Showing) -> bool:
    return showing.mine is not None and showing.mine.is_alone(key)


def write_numbers(showing: Showing, session: str) -> Mapping[str, str]:
    """Return what tells a page that it is no longer the newest."""
    return {
        "session": session,
        "revision": str(showing.revision),
        "reload": str(showing.reload),
        "styles": str(showing.styles),
    }
