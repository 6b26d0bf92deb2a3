"""What a site has written for its pages and no page shows: blocks and whole templates.

Jinja says nothing of either.
"""

import functools
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from jinja2 import Environment, nodes
from jinja2.meta import find_referenced_templates

from cpdsite.errors import Location, Problem, Severity
from cpdsite.render.cures import find_near
from cpdsite.render.folders import Template
from cpdsite.render.pages import MISTAKES
from cpdsite.render.stamps import read_stamp
from cpdsite.render.theme import Theme

NEAR = 0.8
"""How alike names of templates are of which one is meant as the other: all end alike."""

KEPT = 256
"""How many trees are kept: each template of a theme has two names, and parsing is slow."""

Trees = dict[str, nodes.Template]


def find_idle(theme: Theme, used: frozenset[str]) -> tuple[Problem, ...]:
    """Return a warning for each block and template of a site that can never be shown.

    ``used`` names the templates of which outputs are made. Nothing is said of a theme whose
    parent is missing, nor of templates that are none: these are told elsewhere.
    """
    if not theme.is_whole:
        return ()
    parsed = {name: _parse(template.source) for name, template in theme.templates.items()}
    trees = {name: tree for name, tree in parsed.items() if tree}
    return (*_find_blocks(theme, trees), *_find_templates(theme, trees, used))


@functools.lru_cache(maxsize=KEPT)
def _parse(source: str) -> nodes.Template | None:
    """Return the tree of a template, which nobody changes; none where it has a mistake."""
    try:
        return Environment(autoescape=True).parse(source)
    except MISTAKES:
        return None


def _find_blocks(theme: Theme, trees: Trees) -> Iterator[Problem]:
    """Yield a warning for each block that no template further up has a place for."""
    # A theme of the site has each of its templates under two names.
    named = {theme.templates[name].origin: name for name in sorted(theme.own & trees.keys())}
    for name in named.values():
        parents = _find_parents(name, trees)
        if not parents:
            continue
        known = tuple(dict.fromkeys(chain(*(_list_blocks(trees[it]) for it in parents))))
        called = {it.attr for it in trees[name].find_all(nodes.Getattr) if _is_self(it.node)}
        for block in _find_outermost(trees[name], frozenset(known)):
            if block.name not in called:
                message = f'"{parents[0]}" has no block "{block.name}", so this one is never shown'
                near = find_near(block.name, known)
                listed = f"its blocks are {', '.join(known)}" if known else "it has no blocks"
                cure = f'did you mean "{near}"?' if near else listed
                yield _warn(theme.templates[name], block.lineno, message, cure)


def _is_self(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "self"


def _find_parents(name: str, trees: Trees) -> tuple[str, ...]:
    """Return what a template extends, and so on; none where that is known only on a page."""
    found: list[str] = []
    todo = [name]
    while todo:
        for it in trees[todo.pop()].find_all(nodes.Extends):
            parent = it.template.value if isinstance(it.template, nodes.Const) else None
            if parent not in trees:
                return ()
            if parent not in found:
                found.append(parent)
                todo.append(parent)
    return tuple(found)


def _list_blocks(tree: nodes.Template) -> Iterator[str]:
    return (it.name for it in tree.find_all(nodes.Block))


def _find_outermost(node: nodes.Node, known: frozenset[str]) -> Iterator[nodes.Block]:
    """Yield each block with a name that is not known, which stands in no other block."""
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.Block):
            yield from _find_outermost(child, known)
        elif child.name not in known:
            yield child


def _find_templates(theme: Theme, trees: Trees, used: frozenset[str]) -> Iterator[Problem]:
    """Yield a warning for each template of the site that no page and no template asks for."""
    known = {it.partition("/")[2] for it in theme.originals} | used
    lone = {
        name: it
        for name, it in theme.templates.items()
        if name in theme.own and it.origin == f"templates/{name}" and name not in known
    }
    # Without all that is asked for, nothing can be said.
    if not lone or len(trees) < len(theme.templates):
        return
    asked = {
        asked
        for name, tree in trees.items()
        for asked in find_referenced_templates(tree)
        if asked != name
    }
    for name, template in sorted(lone.items()):
        stamp = read_stamp(template.source)
        is_told = stamp is not None and stamp.name not in theme.originals
        if None not in asked and name not in asked and not is_told:
            yield _warn(template, 0, "no page and no template uses this one", _propose(name, known))


def _propose(name: str, known: set[str]) -> str:
    short = PurePosixPath(name).name
    near = find_near(name, sorted(known), NEAR) or find_near(short, sorted(known), NEAR)
    if near:
        return f"did you mean {near}? Rename it to templates/{near}"
    return f"delete it, or give it the name of the one that it replaces: {', '.join(sorted(known))}"


def _warn(template: Template, line: int, message: str, cure: str) -> Problem:
    source = template.source.split("\n")[line - 1] if line else ""
    column = len(source) - len(source.lstrip()) + 1 if line else 0
    place = Location(template.origin, line, column)
    return Problem(place, "template", message, cure, Severity.WARNING, source)
