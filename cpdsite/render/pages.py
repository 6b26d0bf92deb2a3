"""Views to HTML, XML, text and CSS through the templates of a theme."""

import functools
import traceback
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.environment import TemplateModule
from markupsafe import Markup

from cpdsite.errors import Location, Problem, ProblemsError
from cpdsite.prose.fragment import Placement, write_fragment
from cpdsite.prose.passage import Passage
from cpdsite.render.mistakes import MissingFileError, describe_failure
from cpdsite.render.theme import Theme
from cpdsite.site.outputs import Rendered
from cpdsite.site.urls import join_base, relate
from cpdsite.site.views import NotFoundView, Prose

Render = Callable[[Rendered], bytes]
PLAIN = ("txt", "css")
"""Endings of templates whose text is not escaped, since it is not HTML or XML."""

MISTAKES = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    SyntaxError,  # what Jinja lets through to Python, such as an argument given twice
    RuntimeError,  # a template that extends or includes itself, or a cycler without values
)
"""What a mistake in a template raises."""


class _Missing(StrictUndefined):
    """What stands for a name that is not there; of an imported template it says which."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        imported = self._undefined_obj
        if isinstance(imported, TemplateModule):
            # As Jinja words it where the name itself is imported.
            name = imported.__name__
            return (
                f"the template '{name}' does not export the requested name '{self._undefined_name}'"
            )
        return super()._undefined_message


def make_render(
    theme: Theme, assets: Mapping[str, str], read_passage: Callable[[str], Passage]
) -> Render:
    """Return a function that renders an output with a theme.

    It raises ``ProblemsError`` with template, line and entry where a template fails.
    """
    environment = _make_environment(theme)
    # Frozen, so that no page can change what the next one sees.
    options = MappingProxyType(dict(theme.look.options))

    def render(output: Rendered) -> bytes:
        try:
            template = environment.get_template(output.template)
            text = template.render(_make_context(output, assets, read_passage), options=options)
        except MISTAKES as error:
            made = f" (while making {output.url} from {output.origin})"
            raise ProblemsError([_describe(error, output.template, made, theme)]) from error
        return text.encode("utf-8", "replace")

    return render


def check_templates(theme: Theme) -> tuple[Problem, ...]:
    """Return what is wrong with the templates that the site itself holds, used or not."""
    environment = _make_environment(theme)
    problems = []
    for name in sorted(theme.own):
        try:
            environment.get_template(name)
        except MISTAKES as error:
            problems.append(_describe(error, name, "", theme))
    return tuple(problems)


def _make_environment(theme: Theme) -> Environment:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        template = theme.templates.get(name)
        return (template.source, template.origin, lambda: True) if template else None

    return Environment(
        loader=FunctionLoader(load),
        autoescape=select_autoescape(disabled_extensions=PLAIN, default=True),
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
    )


def _make_context(
    output: Rendered, assets: Mapping[str, str], read_passage: Callable[[str], Passage]
) -> dict[str, Any]:
    view = output.view
    link = _make_link(output)
    return {
        "page": view,
        "site": getattr(view, "site", None),
        "link": link,
        "asset": lambda name: link(_find_asset(name, assets)),
        "prose": functools.partial(_write_prose, link=link, read_passage=read_passage),
    }


def _make_link(output: Rendered) -> Callable[[str], str]:
    """Return a function that writes a URL of the site as a link on the page.

    The page for missing addresses is shown at any address, so its links begin at the base.
    """
    view = output.view
    if isinstance(view, NotFoundView):
        return lambda url: join_base(view.base_path, url) if url.startswith("/") else url
    return lambda url: relate(output.url, url) if url.startswith("/") else url


def _find_asset(name: str, assets: Mapping[str, str]) -> str:
    if name not in assets:
        raise MissingFileError(name)
    return assets[name]


def _write_prose(
    prose: Prose | None, link: Callable[[str], str], read_passage: Callable[[str], Passage]
) -> Markup:
    if prose is None:
        return Markup("")
    links = tuple((address, link(url) if url else "") for address, url in prose.links)
    placement = Placement(links, prose.prefix, prose.flat, prose.deeper)
    # Safe: the passage was sanitised, and its tree was written with every text escaped.
    return Markup(write_fragment(read_passage(prose.source).html, placement))  # noqa: S704


def _describe(error: Exception, template: str, made: str, theme: Theme) -> Problem:
    origin, line = _locate(error, template, theme)
    message, hint = describe_failure(error, theme.templates)
    lines = next(
        (it.source.split("\n") for it in theme.templates.values() if it.origin == origin), []
    )
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(source) - len(source.lstrip()) + 1 if source else 0
    place = Location(origin, line, column)
    # What is no template fails whatever is made of it.
    during = "" if isinstance(error, TemplateSyntaxError) else made
    return Problem(place, "template", f"{message}{during}", hint, source=source)


def _locate(error: Exception, name: str, theme: Theme) -> tuple[str, int]:
    """Return the origin and line of the template that failed."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    origins = {template.origin for template in theme.templates.values()}
    frames = [it for it in traceback.extract_tb(error.__traceback__) if it.filename in origins]
    if frames:
        return frames[-1].filename, frames[-1].lineno or 0
    template = theme.templates.get(name)
    return (template.origin if template else f"templates/{name}"), 0
