"""URLs as paths from the site's root, such as ``/activities/negotiation/``, unquoted."""

import re
import unicodedata
from urllib.parse import quote

HOME = "/"
ABOUT = "/about/"
ACTIVITIES = "/activities/"
ACTIONS = "/actions/"
OBJECTIVES = "/objectives/"
REVIEWS = "/reviews/"
APPLICATIONS = "/applications/"
RECORD = "/record/"
FEED = "/feed.xml"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
NOT_FOUND = "/404.html"
ASSETS = "/assets/"
SAFE = "/:@!$&'()*+,=~"
PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")


def page_url(*segments: str) -> str:
    """Return the URL of a page: ``page_url("years", "2025")`` is ``/years/2025/``."""
    return "/" + "".join(f"{segment}/" for segment in segments)


def relate(page: str, target: str) -> str:
    """Return the address of a target as a link on a page, relative and quoted.

    Both are URLs of the site; the target may end in a fragment.
    """
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return "#" + quote_path(fragment)
    here, there = page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    way = "../" * (len(here) - shared) + quote_path("/".join(there[shared:]))
    # A colon in the first segment would read as a scheme, so such a link begins with a dot.
    dotted = f"./{way}" if not way or ":" in way.partition("/")[0] else way
    return dotted + (mark + quote_path(fragment) if mark else "")


def quote_path(path: str) -> str:
    """Return a path or a fragment with everything quoted that an address cannot hold."""
    return path if PLAIN.fullmatch(path) else quote(path, safe=SAFE)


def join_base(base: str, target: str) -> str:
    """Return a target below a base that ends in ``/``, quoted: an address or a base path."""
    path, mark, fragment = target.partition("#")
    quoted = quote_path(path.removeprefix("/"))
    return base + quoted + (mark + quote_path(fragment) if mark else "")


def find_path(url: str) -> str:
    """Return the path of a URL's file in the output folder."""
    return url[1:] + ("index.html" if url.endswith("/") else "")


def fold_url(url: str) -> str:
    """Return what two URLs have in common that a file system may not tell apart."""
    return unicodedata.normalize("NFC", find_path(url)).casefold()
