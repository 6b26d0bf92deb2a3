"""What a template fails with is told in plain words."""

import pytest
from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from cpdsite.render.folders import Template
from cpdsite.render.mistakes import DOCS, OPTIONS, MissingFileError, describe_failure
from tests.conftest import MakeSite
from tests.site_maker import find_problems

MACROS = Template("{% macro summary(it) %}{% endmacro %}{%- macro mark() %}{% endmacro %}", "")
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
        (
            TemplateError(f"{VIEW}'title'"),
            'ActivityView has no "title"',
            'did you mean "page.head.title"? docs/themes.md lists what ActivityView has',
        ),
        (
            TemplateError(f"{VIEW}'language'"),
            'ActivityView has no "language"',
            'did you mean "page.site.language"? docs/themes.md lists what ActivityView has',
        ),
        (
            UndefinedError("the template 'm.html' does not export the requested name 'sumary'"),
            '"m.html" has no macro "sumary"',
            'did you mean "summary"?',
        ),
        (
            UndefinedError("the template 'm.html' does not export the requested name 'zzz'"),
            '"m.html" has no macro "zzz"',
            "its macros are summary, mark",
        ),
        (
            UndefinedError("the template 'n.html' does not export the requested name 'zzz'"),
            '"n.html" has no macro "zzz"',
            "it has no macros",
        ),
        (KeyError("odd"), "odd", DOCS),
        (ValueError("odd"), "odd", DOCS),
    ],
)
def test_a_failure_is_told_with_its_cure(error: Exception, message: str, hint: str) -> None:
    assert describe_failure(error, {"m.html": MACROS}) == (message, hint)


@pytest.mark.parametrize(
    "template",
    [
        '{% import "m.html" as m %}\n{{ m.sumary(1) }}',
        '{% from "m.html" import sumary %}\n{{ sumary(1) }}',
        '{% import "m.html" as m %}\n{{ m.sumary }}',
    ],
)
def test_a_macro_that_is_not_there_is_told_with_the_one_that_is(
    site: MakeSite, template: str
) -> None:
    files = {
        "templates/home.html": template,
        "templates/m.html": "{%- macro summary(it) %}{% endmacro %}",
    }
    (problem,) = find_problems(site(files))
    assert problem.message.startswith('"m.html" has no macro "sumary" (while making / ')
    assert problem.hint == 'did you mean "summary"?'
    assert (problem.location.path, problem.location.line) == ("templates/home.html", 2)


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
        (
            "{% block a %}{% endblok %}",
            "there is no tag {% endblok %}",
            "write {% endblock %} in place of {% endblok %}",
        ),
        (
            "{% if a %}{% esle %}{% endif %}",
            "there is no tag {% esle %}",
            "write {% else %} in place of {% esle %}",
        ),
        (
            "{% if a %}{% elseif b %}{% endif %}",
            "there is no tag {% elseif %}",
            "write {% elif %} in place of {% elseif %}",
        ),
        (
            "{% if a %}{% block b %}{% end %}",
            "there is no tag {% end %}",
            "write {% endblock %} in place of {% end %}",
        ),
        (
            "{% blok a %}",
            "there is no tag {% blok %}",
            "write {% block %} in place of {% blok %}",
        ),
        (
            "{% zzz %}",
            "there is no tag {% zzz %}",
            "delete it; docs/themes.md lists what each template can use",
        ),
        (
            "{% endblock %}",
            "{% endblock %} ends nothing",
            "delete it, or write what it ends above this line",
        ),
        ("{{ a b }}", "expected token 'end of print statement', got 'b'", DOCS),
    ],
)
def test_a_block_without_an_end_is_told_by_the_end(template: str, message: str, hint: str) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment(autoescape=True).parse(template)
    assert describe_failure(caught.value) == (message, hint)
