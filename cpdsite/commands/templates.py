"""Whether the templates that a site itself holds work on every page of it."""

from collections.abc import Callable

from cpdsite.commands.composition import Composed
from cpdsite.errors import Location, Problem, ProblemsError
from cpdsite.prose.passage import Passage
from cpdsite.site.outputs import Rendered


def find_idle_parts(composed: Composed) -> tuple[Problem, ...]:
    """Return a warning for each of the site's own templates, or blocks, that nothing shows."""
    theme = composed.theme
    if not theme.own:
        return ()
    # Imported here because most sites have no templates of their own.
    from cpdsite.render.idle import find_idle

    outputs = composed.site.outputs
    return find_idle(theme, frozenset(it.template for it in outputs if isinstance(it, Rendered)))


def find_template_problems(
    composed: Composed, read_passage: Callable[[str], Passage]
) -> tuple[Problem, ...]:
    """Return what is wrong with the site's own templates, once for each place.

    Where all that is used is shipped nothing is rendered: it has no mistakes of a person's.
    """
    theme = composed.theme
    if theme.is_shipped and not theme.own:
        return ()
    # Imported here because most sites have no templates of their own.
    from cpdsite.render.pages import check_templates, make_render

    found: dict[Location, Problem] = {it.location: it for it in check_templates(theme)}
    if not theme.is_whole:
        return tuple(found.values())
    render = make_render(theme, composed.assets, read_passage)
    for output in composed.site.outputs:
        if isinstance(output, Rendered):
            try:
                render(output)
            except ProblemsError as error:
                for problem in error.problems:
                    found.setdefault(problem.location, problem)
    return tuple(found.values())
