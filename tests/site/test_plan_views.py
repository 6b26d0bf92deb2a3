"""What the templates of objectives, reviews and applications see is plain data."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from cpdsite.portfolio.portfolio import Audience, make_previewer, make_public
from cpdsite.shipped import find_shipped
from cpdsite.site import plan_views
from cpdsite.site.outputs import Rendered
from tests.conftest import MakeSite
from tests.plan_maker import PLANS
from tests.site_maker import TODAY, compose_site

PLAIN = (str, int, bool, type(None))
PAGES = {
    "objectives.html": plan_views.ObjectivesView,
    "objective.html": plan_views.ObjectiveView,
    "reviews.html": plan_views.ReviewsView,
    "review.html": plan_views.ReviewView,
    "application.html": plan_views.ApplicationView,
}


def find_odd(value: object) -> Iterator[object]:
    """Yield what in a view is neither plain, nor a tuple, nor a view of ``site``."""
    if isinstance(value, tuple):
        for item in value:
            yield from find_odd(item)
    elif is_dataclass(value) and type(value).__module__.startswith("cpdsite.site."):
        for field in fields(value):
            yield from find_odd(getattr(value, field.name))
    elif not isinstance(value, PLAIN):
        yield value


@pytest.mark.parametrize("audience", [make_public(TODAY), make_previewer(TODAY)], ids=["p", "m"])
def test_every_view_is_plain_data_of_the_kind_that_its_template_names(
    site: MakeSite, audience: Audience
) -> None:
    outputs = compose_site(site(PLANS), audience=audience).site.outputs
    pages = [it for it in outputs if isinstance(it, Rendered) and it.template in PAGES]
    assert {it.template for it in pages} == set(PAGES)
    for page in pages:
        assert type(page.view) is PAGES[page.template]
        assert list(find_odd(page.view)) == []


@pytest.mark.parametrize("template", PAGES)
def test_every_template_is_named_where_its_view_is_described(template: str) -> None:
    assert f"``{template}``" in str(PAGES[template].__doc__)
    assert find_shipped(f"themes/folio/templates/{template}").is_file()
