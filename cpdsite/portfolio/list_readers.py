"""Readers of front matter that is a list or a mapping: actions, evidence, links and the like."""

import collections.abc
import difflib
import re

from cpdsite.portfolio.activity import Evidence, Extra, FurtherAction, Pairs
from cpdsite.portfolio.nodes import (
    Mapping,
    Node,
    Report,
    Scalar,
    Sequence,
    describe,
    is_empty,
    shorten,
)
from cpdsite.portfolio.person import CHOOSABLE, Link, Membership
from cpdsite.portfolio.readers import Reader, read_boolean, read_date, read_list, read_text
from cpdsite.portfolio.terms import fold

Readers = collections.abc.Mapping[str, Reader[object]]


def read_parts(node: Mapping, readers: Readers, report: Report) -> dict[str, object]:
    """Read the keys of a mapping with a reader each; unknown keys are mistakes."""
    values: dict[str, object] = {}
    for key, value in node.pairs:
        if key.text not in readers:
            near = difflib.get_close_matches(key.text.casefold(), readers, n=1)
            known = f"the keys that belong here are {', '.join(readers)}"
            hint = f'did you mean "{near[0]}"?' if near else known
            report(key, f'unknown key "{shorten(key.text)}"', hint)
        elif not is_empty(value):
            values[key.text] = readers[key.text](value, report)
    return {key: value for key, value in values.items() if value is not None}


def _find_keys(node: Node) -> set[str]:
    return {key.text for key, _ in node.pairs} if isinstance(node, Mapping) else set()


def read_further_action(node: Node, report: Report) -> tuple[FurtherAction, ...]:
    """Read a text, a list of texts, or a list of ``action``, ``due`` and ``done``."""
    items = node.items if isinstance(node, Sequence) else (node,)
    readers = {"action": read_text, "due": read_date, "done": read_date}
    actions = []
    for item in items:
        if not isinstance(item, Mapping):
            text = read_text(item, report)
            actions += [FurtherAction(text)] if text else []
            continue
        parts = read_parts(item, readers, report)
        if "action" in parts:
            actions.append(FurtherAction(**parts))  # type: ignore[arg-type]
        else:
            report(item, "expected action: with what is to be done", "add action: ...")
    return tuple(actions)


def read_evidence(node: Node, report: Report) -> tuple[Evidence, ...]:
    """Read a list of ``file`` or ``link``, with ``title`` and ``public``."""
    items = node.items if isinstance(node, Sequence) else (node,)
    readers = {
        "file": read_text,
        "link": read_address,
        "title": read_text,
        "public": read_boolean,
    }
    evidence = []
    for item in items:
        if isinstance(item, Scalar) and not is_empty(item):
            address = item.text.strip()
            is_link = address.startswith(("http://", "https://"))
            evidence.append(Evidence(link=address) if is_link else Evidence(file=address))
            continue
        parts = read_parts(item, readers, report) if isinstance(item, Mapping) else {}
        named = _find_keys(item)
        if ("file" in parts) != ("link" in parts):
            evidence.append(Evidence(**parts))  # type: ignore[arg-type]
        elif len(named & {"file", "link"}) != 1:
            has_both = {"file", "link"} <= named
            message = "found both file: and link:" if has_both else "expected either file: or link:"
            cure = "write - link: as an item of its own"
            report(item, message, cure if has_both else "add file: certificate.pdf")
    return tuple(evidence)


def read_address(node: Node, report: Report) -> str | None:
    """Read a web address that begins with ``https://`` or ``http://``."""
    text = read_text(node, report)
    if text is None or re.fullmatch(r"https?://[^\s/]\S*", text):
        return text
    expected = "expected an address such as https://www.example.org/programme"
    report(node, f"{expected}, found {describe(node)}", "write the whole address")
    return None


def read_email(node: Node, report: Report) -> str | None:
    """Read an e-mail address."""
    text = read_text(node, report)
    if text is None or re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", text):
        return text
    report(node, f"expected an e-mail address, found {describe(node)}", "write name@example.org")
    return None


def read_links(node: Node, report: Report) -> tuple[Link, ...]:
    """Read a list of ``title`` and ``url``."""
    readers = {"title": read_text, "url": read_address}
    links = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        parts = read_parts(item, readers, report) if isinstance(item, Mapping) else {}
        named = _find_keys(item)
        if set(parts) == set(readers):
            links.append(Link(**parts))  # type: ignore[arg-type]
        elif not named >= set(readers):
            report(item, "expected title: and url:", "write both for each link")
    return tuple(links)


def read_memberships(node: Node, report: Report) -> tuple[Membership, ...]:
    """Read a list of ``scheme``, ``number``, ``grade`` and ``since``."""
    readers = {"scheme": read_text, "number": read_text, "grade": read_text, "since": read_date}
    memberships = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        parts = read_parts(item, readers, report) if isinstance(item, Mapping) else {}
        if "scheme" in parts:
            parts["scheme"] = fold(str(parts["scheme"]))
            parts["grade"] = fold(str(parts.get("grade", "")))
            memberships.append(Membership(**parts))  # type: ignore[arg-type]
        else:
            is_text = not isinstance(item, Mapping)
            hint = "write it on a line below, as - scheme: ikt" if is_text else "add scheme: ikt"
            report(item, "expected scheme: with the name of a scheme", hint)
    return tuple(memberships)


def read_public(node: Node, report: Report) -> tuple[str, ...]:
    """Read which of number, email, photo and links the site may show."""
    names = read_list(node, report)
    for item in node.items if isinstance(node, Sequence) else (node,) if names else ():
        text = item.text.strip() if isinstance(item, Scalar) else None
        if text not in CHOOSABLE:
            known = ", ".join(CHOOSABLE)
            report(item, f"{describe(item)} cannot be listed here", f"choose from {known}")
    return tuple(name for name in names if name in CHOOSABLE)


def read_extra(node: Node, report: Report) -> Extra:
    """Read anything: keys with text, lists and mappings, for one's own theme."""
    if isinstance(node, Mapping):
        return tuple((key.text, _freeze(value)) for key, value in node.pairs)
    report(node, f"expected keys and values, found {describe(node)}", "write extra: {key: value}")
    return ()


def _freeze(node: Node) -> object:
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return tuple(_freeze(item) for item in items)
        case Mapping(pairs=pairs):
            return Pairs((key.text, _freeze(value)) for key, value in pairs)
