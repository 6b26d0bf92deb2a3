"""The address of a site, as the command line or the host that builds it gives it."""

from collections.abc import Mapping

from cpdsite.errors import UsageError
from cpdsite.settings import find_base_url_mistake

NOT_SET = ("", "0", "false", "no")

BUILDERS = ("CI", "NETLIFY", "GITLAB_CI", "GITHUB_ACTIONS", "CF_PAGES", "VERCEL", "RENDER")
"""What the services that build from a repository set in the environment."""


def is_builder(environment: Mapping[str, str]) -> bool:
    """Tell whether a service builds the site, and forgets what a build writes beside it."""
    return any(environment.get(name, "").casefold() not in NOT_SET for name in BUILDERS)


def choose_base_url(option: str, environment: Mapping[str, str]) -> str:
    """Return the address from the option, else from the host, with a slash at its end."""
    address = option or find_host_url(environment)
    if address and (mistake := find_base_url_mistake(address)):
        giver = "--base-url" if option else "the host of this build gives its address wrongly"
        raise UsageError(f"{giver}: {mistake}")
    return address if not address or address.endswith("/") else f"{address}/"


def find_host_url(environment: Mapping[str, str]) -> str:
    """Return the address that a host gives the site that it is building, if it says so.

    Netlify sets URL, and DEPLOY_PRIME_URL for previews; GitLab sets CI_PAGES_URL.
    """
    if environment.get("NETLIFY") == "true":
        is_production = environment.get("CONTEXT") == "production"
        return environment.get("URL" if is_production else "DEPLOY_PRIME_URL", "")
    return environment.get("CI_PAGES_URL", "")
