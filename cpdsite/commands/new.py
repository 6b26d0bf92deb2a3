"""``cpdsite new``: an activity, as a draft with the scheme's prompts, or a page."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpdsite.commands.drafts import FOLDER, name_entry, write_comment, write_draft
from cpdsite.commands.given import choose_name, read_given
from cpdsite.commands.site_folder import open_settings
from cpdsite.content.front_matter import write_front_matter
from cpdsite.content.load import load_schemes
from cpdsite.errors import ProblemsError, UsageError
from cpdsite.files import find_link
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.fields import ACTIVITY, PAGE, write_fields
from cpdsite.portfolio.scheme import Scheme, find_type

PAGES = "content/pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActivity:
    """What is known of the activity; dates and type as a person would write them."""

    title: str
    date: str
    type: str = ""
    provider: str = ""


def create_activity(root: Path, known: NewActivity) -> Path:
    """Write a draft and return its path; an existing file is never touched."""
    settings, problems, _ = open_settings(root)
    schemes, more = load_schemes(root, settings)
    # Through a link, the draft would be written outside the site.
    link = find_link(root, FOLDER)
    if not schemes or link:
        raise ProblemsError((*problems, *more, *((link,) if link else ())))
    values: dict[str, Any] = {
        "title": read_given(ACTIVITY, "title", known.title),
        "date": read_given(ACTIVITY, "date", known.date),
        "type": _name_type(known.type, schemes),
        "provider": (
            read_given(ACTIVITY, "provider", known.provider) if known.provider.strip() else ()
        ),
        "status": Status.DRAFT,
    }
    name = choose_name(ACTIVITY, name_entry(str(values["date"]), known.title))
    text = write_front_matter(write_fields(ACTIVITY, values), _write_body(schemes[0]))
    return write_draft(root, name, lambda _: text.encode())


def create_page(root: Path, title: str) -> Path:
    """Write the draft of a page and return its path; an existing file is never touched."""
    values = {"title": read_given(PAGE, "title", title), "status": Status.DRAFT}
    name = choose_name(PAGE, name_entry("", title))
    if link := find_link(root, PAGES):
        raise ProblemsError((link,))
    body = f"{write_comment('The text of the page.')}\n"
    text = write_front_matter(write_fields(PAGE, values), body)
    return write_draft(root, name, lambda _: text.encode(), PAGES)


def _name_type(text: str, schemes: tuple[Scheme, ...]) -> str:
    lead = schemes[0]
    if not text.strip() or any(find_type(scheme, text) for scheme in schemes):
        return text.strip()
    if lead.other_types:
        return text.strip()
    known = ", ".join(kind.id for kind in lead.types)
    raise UsageError(f'--type: {lead.short_name} has no activity type "{text}"; it has {known}')


def _write_body(scheme: Scheme) -> str:
    """Return the body of a draft: the scheme's prompts as headings, its questions as comments."""
    parts = [f"{write_comment('What was it about? One or two sentences.')}\n"]
    parts += [
        f"## {prompt.heading}\n\n{write_comment(prompt.question)}\n" for prompt in scheme.prompts
    ]
    return "\n".join(parts)
