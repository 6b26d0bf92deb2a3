"""The address of a site: the option's, else the host's, else none."""

import pytest

from cpdsite.errors import UsageError
from cpdsite.hosts import choose_base_url, find_host_url, is_builder

GITLAB = {"CI_PAGES_URL": "https://me.pages.example/cpd"}


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, ""),
        ({"URL": "https://a.example"}, ""),
        (
            {"NETLIFY": "true", "CONTEXT": "production", "URL": "https://a.example"},
            "https://a.example",
        ),
        (
            {
                "NETLIFY": "true",
                "CONTEXT": "deploy-preview",
                "URL": "https://a.example",
                "DEPLOY_PRIME_URL": "https://1--a.example",
            },
            "https://1--a.example",
        ),
        ({"CI_PAGES_URL": "https://me.pages.example/cpd"}, "https://me.pages.example/cpd"),
    ],
)
def test_the_address_that_a_host_gives(environment: dict[str, str], address: str) -> None:
    assert find_host_url(environment) == address


def test_the_option_comes_before_the_host_and_ends_in_a_slash() -> None:
    assert choose_base_url("https://a.example", GITLAB) == "https://a.example/"
    assert choose_base_url("", GITLAB) == "https://me.pages.example/cpd/"
    assert choose_base_url("", {}) == ""


@pytest.mark.parametrize(
    ("option", "host", "said"),
    [
        ("example.org", {}, "--base-url: expected an address that begins with https://"),
        ("", {"CI_PAGES_URL": "x"}, "the host of this build gives its address wrongly: expected"),
    ],
)
def test_an_address_that_is_none_is_told_with_its_giver(
    option: str, host: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        choose_base_url(option, host)


@pytest.mark.parametrize(
    ("environment", "is_one"),
    [
        ({}, False),
        ({"CI": "true"}, True),
        ({"NETLIFY": "true"}, True),
        ({"CF_PAGES": "1"}, True),
        ({"CI": "false", "VERCEL": "0", "RENDER": ""}, False),
    ],
)
def test_who_builds_from_a_repository(environment: dict[str, str], is_one: bool) -> None:
    assert is_builder(environment) is is_one
