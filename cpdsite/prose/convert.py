"""Markdown to sanitised HTML, with Python-Markdown and nh3."""

import functools

import markdown
import nh3

EXTENSIONS = [
    "abbr",
    "def_list",
    "fenced_code",
    "footnotes",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.tasklist",
]
SETTINGS: dict[str, dict[str, object]] = {
    # An attribute can become a class; a style attribute would break the security policy.
    "tables": {"use_align_attribute": True},
    # The table of contents itself is not wanted, only the ids of headings.
    "toc": {"marker": ""},
}

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
}  # fmt: skip
BLOCKS = {
    "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "disabled", "type"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


@functools.cache
def _make_markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)


@functools.cache
def _make_cleaner() -> nh3.Cleaner:
    # Links keep no ``rel``: most of them stay on the site.
    return nh3.Cleaner(
        tags=INLINE | BLOCKS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )


def convert_markdown(source: str) -> str:
    """Return the HTML of a piece of Markdown, without anything that could run or load."""
    converter = _make_markdown()
    converter.reset()
    return _make_cleaner().clean(converter.convert(source))
