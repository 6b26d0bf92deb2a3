"""What is asked of the preview, and who may ask: this computer's own browser, and no other site."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

LOCAL = ("127.0.0.1", "localhost", "::1")
"""The names under which a computer reaches itself."""

ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
"""The addresses that stand for all of a computer's own."""

HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered, as a status and a sentence."""

    status: HTTPStatus
    sentence: str


def find_refusal(
    method: str, target: str, headers: Message, names: Sequence[str]
) -> Refusal | None:
    """Return why a request is refused; nothing if it may be answered.

    ``names`` are those by which the preview may be called. A site elsewhere that points its
    own name here would be called by that name, and so is refused.
    """
    if method not in ("GET", "HEAD"):
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "The preview only shows: GET and HEAD.")
    has_content = "Content-Length" in headers or "Transfer-Encoding" in headers
    # After a line that is no header, the rest would be read as content or not at all.
    if not target.startswith("/") or has_content or headers.defects:
        return Refusal(HTTPStatus.BAD_REQUEST, "Expected a path, headers, and no content.")
    hosts = headers.get_all("Host") or []
    if len(hosts) != 1 or not is_allowed(hosts[0], names):
        sentence = f"The preview answers to {', '.join(names)} alone."
        return Refusal(HTTPStatus.MISDIRECTED_REQUEST, sentence)
    origins = headers.get_all("Origin") or []
    if any(origin.casefold() != f"http://{hosts[0]}".casefold() for origin in origins):
        return Refusal(HTTPStatus.FORBIDDEN, "Another site may not read the preview.")
    return _find_foreigner(headers)


def _find_foreigner(headers: Message) -> Refusal | None:
    """Return why a browser may not use what it asks for on a page of another site.

    A link that leads here from elsewhere is followed; a frame, a picture or a script is not.
    """
    site = headers.get("Sec-Fetch-Site", "none")
    is_visit = (headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")) == (
        "navigate",
        "document",
    )
    if site in ("same-origin", "none") or is_visit:
        return None
    return Refusal(HTTPStatus.FORBIDDEN, "Another site may not show the preview.")


def is_allowed(host: str, names: Sequence[str]) -> bool:
    """Tell whether the preview may be called by what a header ``Host`` says.

    Where it can be reached from other computers, by any address in figures: nobody can point
    such a one here.
    """
    match = HOST.fullmatch(host)
    if match is None:
        return False
    name = (match[1] or match[2]).casefold()
    if name in names:
        return True
    return any(it in ANYWHERE for it in names) and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def name_hosts(host: str) -> tuple[str, ...]:
    """Return the names by which a preview that listens at a host may be called."""
    return tuple(dict.fromkeys((*LOCAL, host.strip("[]").casefold())))


def read_target(target: str) -> str | None:
    """Return the path that a target asks for, unquoted once; nothing if it is none."""
    try:
        path = unquote_to_bytes(target.partition("?")[0].partition("#")[0]).decode()
    except UnicodeDecodeError:
        return None
    return None if CONTROL.search(path) else path
