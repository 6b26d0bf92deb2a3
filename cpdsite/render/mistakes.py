"""What a template fails with, in the words of someone who writes one, and how to mend it."""

import difflib
import re

from jinja2 import TemplateNotFound, TemplateSyntaxError

from cpdsite.site import feed_views, home_views, record_views, views

MODULES = (views, home_views, record_views, feed_views)
"""Where the views are declared."""

DOCS = "docs/themes.md lists what each template can use"
OPTIONS = "cpdsite theme list names those it has, and a theme.toml can declare more"
VIEW = re.compile(r"'cpdsite[\w.]*\.(\w+) object' has no attribute '(\w+)'")
"""How Jinja names a view, which ``docs/themes.md`` lists by the last part of it."""

OPTION = re.compile(r"'mappingproxy object' has no attribute '(\w+)'")
"""How Jinja names the options of a theme, the only mapping that a template is given."""

UNCLOSED = re.compile(r"innermost block that needs to be closed is '(\w+)'")
UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")


class MissingFileError(LookupError):
    """A static file that a template asks for, and the theme does not have."""


def describe_failure(error: Exception) -> tuple[str, str]:
    """Return what an error of a template says in plain words, and a hint."""
    message = str(error.args[0] if isinstance(error, KeyError) and error.args else error)
    if isinstance(error, MissingFileError):
        cure = f"put it at static/{message}, and write link('/{message}') in place of asset('{message}')"
        return f'the theme has no static file "{message}"', cure
    if isinstance(error, TemplateNotFound):
        message = f'there is no template "{error.name}"'
        return message, f"make templates/{error.name}, or delete this line"
    if isinstance(error, RecursionError):
        message = "the template extends or includes itself, in a recursion without end"
        return message, "delete this line, or name the theme in it, as in folio/home.html"
    if isinstance(error, TemplateSyntaxError) and (unclosed := UNCLOSED.search(message)):
        return _describe_unclosed(unclosed[1], UNKNOWN_TAG.search(message))
    if missing := VIEW.search(message):
        return _describe_missing(missing[1], missing[2])
    option = OPTION.search(message)
    if option:
        message = f'the theme has no option "{option[1]}"'
    return message, OPTIONS if option else DOCS


def _describe_unclosed(block: str, found: re.Match[str] | None) -> tuple[str, str]:
    end = f"{{% end{block} %}}"
    if found:
        return f"expected {end}, found {{% {found[1]} %}}", f"write {end} above this line"
    message = f"{{% {block} %}} has no end: expected {end}"
    return message, f"write {end} where it ends"


def _describe_missing(view: str, name: str) -> tuple[str, str]:
    near = difflib.get_close_matches(name, _find_names(view), n=1, cutoff=0.75)
    hint = f"docs/themes.md lists what {view} has"
    return f'{view} has no "{name}"', f'did you mean "{near[0]}"? {hint}' if near else hint


def _find_names(view: str) -> tuple[str, ...]:
    found = next((vars(it)[view] for it in MODULES if view in vars(it)), None)
    return tuple(getattr(found, "__dataclass_fields__", ()))
