"""What the preview answers: status, headers and content, with parts of files for those who ask."""

import mimetypes
import re
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import BinaryIO

from cpdsite.preview.showing import Found
from cpdsite.quotation import still_text

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The Content-Security-Policy under which the site is published; the same in ``netlify.toml``."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What goes with every answer."""

TYPES = mimetypes.MimeTypes(filenames=())
"""What endings mean, the same on every machine: the list of the system is not read."""

OWN_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".md": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
TEXTS = ("application/atom+xml", "application/json", "application/xml", "image/svg+xml")
UNKNOWN = "application/octet-stream"
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; of a file, the bytes from ``start`` on, ``size`` of them."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...]
    content: bytes = b""
    file: BinaryIO | None = None
    start: int = 0
    size: int = 0


def find_type(path: str) -> str:
    """Return the content type of a path by its ending."""
    ending = PurePosixPath(path).suffix.casefold()
    kind = OWN_TYPES.get(ending) or TYPES.types_map[True].get(ending, UNKNOWN)
    is_text = kind.startswith("text/") or kind in TEXTS
    return f"{kind}; charset=utf-8" if is_text else kind


def respond(
    status: HTTPStatus, content: bytes, kind: str, more: tuple[tuple[str, str], ...] = ()
) -> Response:
    """Return an answer that holds its content."""
    return Response(status, (("Content-Type", kind), *more), content, size=len(content))


def respond_text(status: HTTPStatus, text: str) -> Response:
    """Return an answer of one sentence."""
    more = (("Allow", "GET, HEAD"),) if status == HTTPStatus.METHOD_NOT_ALLOWED else ()
    return respond(status, f"{still_text(text)}\n".encode(), "text/plain; charset=utf-8", more)


def redirect(address: str) -> Response:
    """Return an answer that leads elsewhere; what is there may change with the next save."""
    return respond(HTTPStatus.FOUND, b"", "text/plain; charset=utf-8", (("Location", address),))


def respond_part(path: str, found: Found, wanted: str, condition: str) -> Response:
    """Return what is at a path, or the part of it that a header ``Range`` asks for.

    ``condition`` is the header ``If-Range``: a part of what was changed since is of no use.
    """
    file = found.open_file() if found.open_file else None
    whole = file.seek(0, 2) if file else len(found.content)
    tag = f'"{found.digest}"' if found.digest else ""
    headers = [("Content-Type", find_type(path)), ("Accept-Ranges", "bytes")]
    headers += [("ETag", tag)] if tag else []
    part = find_part(wanted, whole) if condition in ("", tag) else None
    status, start, end = HTTPStatus.OK, 0, whole
    if part == ():
        status, start, end = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, 0, 0
        headers.append(("Content-Range", f"bytes */{whole}"))
    elif part:
        status, (start, end) = HTTPStatus.PARTIAL_CONTENT, part
        headers.append(("Content-Range", f"bytes {start}-{end - 1}/{whole}"))
    content = b"" if file else found.content[start:end]
    return Response(status, tuple(headers), content, file, start, end - start)


def find_part(wanted: str, whole: int) -> tuple[int, int] | tuple[()] | None:
    """Return where a part begins and ends; ``()`` for one that is not there, nothing for all.

    Of several parts, or of units other than bytes, all is given instead, as RFC 9110 allows.
    """
    match = RANGE.fullmatch(wanted)
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = min(int(match[2]), whole)
        return (whole - length, whole) if length else ()
    start, end = int(match[1]), int(match[2]) + 1 if match[2] else whole
    if end <= start and match[2]:
        return None
    return (start, min(end, whole)) if start < whole else ()
