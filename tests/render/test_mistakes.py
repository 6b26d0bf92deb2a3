"""What a template fails with is told in plain words."""

import pytest
from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError

from cpdsite.render.mistakes import DOCS, OPTIONS, MissingFileError, describe_failure

VIEW = "'cpdsite.site.views.ActivityView object' has no attribute "


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (
            MissingFileError("a.svg"),
            'the theme has no static file "a.svg"',
            "put it at static/a.svg, and write link('/a.svg') in place of asset('a.svg')",
        ),
        (
            TemplateNotFound("a.html"),
            'there is no template "a.html"',
            "make templates/a.html, or delete this line",
        ),
        (
            TemplateError(f"{VIEW}'sectoins'"),
            'ActivityView has no "sectoins"',
            'did you mean "sections"? docs/themes.md lists what ActivityView has',
        ),
        (
            TemplateError(f"{VIEW}'colour'"),
            'ActivityView has no "colour"',
            "docs/themes.md lists what ActivityView has",
        ),
        (
            TemplateError("'cpdsite.site.home_views.HomeView object' has no attribute 'latset'"),
            'HomeView has no "latset"',
            'did you mean "latest"? docs/themes.md lists what HomeView has',
        ),
        (
            TemplateError("'cpdsite.site.home_views.ChartView object' has no attribute 'bar'"),
            'ChartView has no "bar"',
            'did you mean "bars"? docs/themes.md lists what ChartView has',
        ),
        (
            TemplateError("'cpdsite.site.record_views.RecordView object' has no attribute 'row'"),
            'RecordView has no "row"',
            'did you mean "rows"? docs/themes.md lists what RecordView has',
        ),
        (
            TemplateError("'cpdsite.site.feed_views.FeedView object' has no attribute 'entry'"),
            'FeedView has no "entry"',
            "docs/themes.md lists what FeedView has",
        ),
        (
            TemplateError("'cpdsite.site.feed_views.FeedView object' has no attribute 'adress'"),
            'FeedView has no "adress"',
            'did you mean "address"? docs/themes.md lists what FeedView has',
        ),
        (
            TemplateError("'cpdsite.Gone object' has no attribute 'a'"),
            'Gone has no "a"',
            "docs/themes.md lists what Gone has",
        ),
        (
            TemplateError("'mappingproxy object' has no attribute 'accnt'"),
            'the theme has no option "accnt"',
            OPTIONS,
        ),
        (KeyError("odd"), "odd", DOCS),
        (ValueError("odd"), "odd", DOCS),
    ],
)
def test_a_failure_is_told_with_its_cure(error: Exception, message: str, hint: str) -> None:
    assert describe_failure(error) == (message, hint)


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        (
            "{% block a %}{% if b %}{% endblock %}",
            "expected {% endif %}, found {% endblock %}",
            "write {% endif %} above this line",
        ),
        (
            "{% for a in b %}",
            "{% for %} has no end: expected {% endfor %}",
            "write {% endfor %} where it ends",
        ),
    ],
)
def test_a_block_without_an_end_is_told_by_the_end(template: str, message: str, hint: str) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment(autoescape=True).parse(template)
    assert describe_failure(caught.value) == (message, hint)
