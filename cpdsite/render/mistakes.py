"""What a template fails with, in the words of someone who writes one, and how to mend it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from jinja2 import TemplateNotFound, TemplateSyntaxError

from cpdsite.render.cures import find_near
from cpdsite.render.folders import Template
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
WANTED_TAG = re.compile(r"'(\w+)'(?= or |\. The innermost)")
"""How Jinja names each tag that could stand where an unknown one does."""

STARTS = ("block", "call", "extends", "filter", "for", "from", "if", "import", "include", "macro")
ENDS = ("endblock", "endcall", "endfilter", "endfor", "endif", "endmacro", "endset", "elif", "else")
OTHER_WORDS = {"elseif": "elif", "elsif": "elif", "end": "", "fi": "endif"}
"""Tags of other languages; what an end without a name ends is known from what is open."""

NO_EXPORT = re.compile(r"the template '(.*?)'.* does not export the requested name '(\w+)'")
"""How Jinja says that a template has no macro that was imported from it by name."""

MACRO = re.compile(r"\{%[-+]?\s*macro\s+(\w+)")
NEAR = 0.75
PAGE_PARTS = ("head", "site")
"""What the view of a page holds of which it has the fields too, one step further down."""


class MissingFileError(LookupError):
    """A static file that a template asks for, and the theme does not have."""


def describe_failure(
    error: Exception, templates: Mapping[str, Template] = MappingProxyType({})
) -> tuple[str, str]:
    """Return what an error of a template says in plain words, and a hint.

    ``templates`` are those of the theme, by name.
    """
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
    if isinstance(error, TemplateSyntaxError):
        return _describe_syntax(message)
    return _describe_name(message, templates)


def _describe_name(message: str, templates: Mapping[str, Template]) -> tuple[str, str]:
    """Return what is wrong with a name that a template asks for, and a hint."""
    if missing := VIEW.search(message):
        return _describe_missing(missing[1], missing[2])
    if macro := NO_EXPORT.search(message):
        return _describe_macro(macro[1], macro[2], templates)
    if option := OPTION.search(message):
        return f'the theme has no option "{option[1]}"', OPTIONS
    return message, DOCS


def _describe_syntax(message: str) -> tuple[str, str]:
    unclosed, unknown = UNCLOSED.search(message), UNKNOWN_TAG.search(message)
    block, tag = unclosed[1] if unclosed else "", unknown[1] if unknown else ""
    end = f"{{% end{block} %}}"
    if tag and tag not in ENDS:
        return _describe_unknown_tag(tag, f"end{block}", message)
    if tag and block:
        return f"expected {end}, found {{% {tag} %}}", f"write {end} above this line"
    if tag:
        return f"{{% {tag} %}} ends nothing", "delete it, or write what it ends above this line"
    if block:
        message = f"{{% {block} %}} has no end: expected {end}"
        return message, f"write {end} where it ends"
    return message, DOCS


def _describe_unknown_tag(tag: str, end: str, message: str) -> tuple[str, str]:
    """Return that a tag is none, and the one that is probably meant."""
    wanted = tuple(WANTED_TAG.findall(message))
    near = OTHER_WORDS.get(tag) or find_near(tag, (*wanted, *STARTS, *ENDS))
    if tag == "end" and wanted:
        near = end
    found = f"{{% {tag} %}}"
    cure = f"write {{% {near} %}} in place of {found}" if near else f"delete it; {DOCS}"
    return f"there is no tag {found}", cure


def _describe_macro(template: str, name: str, templates: Mapping[str, Template]) -> tuple[str, str]:
    source = templates[template].source if template in templates else ""
    macros = tuple(dict.fromkeys(MACRO.findall(source)))
    near = find_near(name, macros)
    listed = f"its macros are {', '.join(macros)}" if macros else "it has no macros"
    cure = f'did you mean "{near}"?' if near else listed
    return f'"{template}" has no macro "{name}"', cure


def _describe_missing(view: str, name: str) -> tuple[str, str]:
    hint = f"docs/themes.md lists what {view} has"
    near = _find_further(view, name) or find_near(name, _find_names(view), NEAR)
    return f'{view} has no "{name}"', f'did you mean "{near}"? {hint}' if near else hint


def _find_further(view: str, name: str) -> str:
    """Return where the view of a page has a field that it does not have itself."""
    held = [part for part in PAGE_PARTS if part in _find_names(view)]
    part = next((it for it in held if name in _find_names(f"{it.capitalize()}View")), "")
    return f"page.{part}.{name}" if part else ""


def _find_names(view: str) -> tuple[str, ...]:
    found = next((vars(it)[view] for it in MODULES if view in vars(it)), None)
    return tuple(getattr(found, "__dataclass_fields__", ()))
