"""axe-core in a page: what it finds against the accessibility guidelines, in words."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

SOURCE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
"""What ``tests/install-packages`` installs."""

TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
]
FEWEST = 12
"""So many rules at least apply to the plainest page; fewer, and axe has not looked."""

SCRIPTS = Path(__file__).parent / "scripts"
RUN = (SCRIPTS / "axe.js").read_text("utf-8")

UNDECIDED: dict[tuple[str, str], str] = {}
"""What axe may leave open, by rule and its reason, with why that is no fault."""


def open_context(browser: Browser) -> BrowserContext:
    """Return a context that has axe in every page; no security policy of a page applies to it."""
    context = browser.new_context()
    context.add_init_script(path=SOURCE)
    context.add_init_script(path=SCRIPTS / "colours.js")
    return context


def run_axe(page: Page, rules: dict[str, bool]) -> list[str]:
    """Return the violations of a page as it is shown now, and what axe could not decide.

    ``rules`` turns single rules on or off.
    """
    chosen = {name: {"enabled": is_on} for name, is_on in rules.items()}
    found = page.evaluate(RUN, {"runOnly": {"type": "tag", "values": TAGS}, "rules": chosen})
    assert found["rules"] >= FEWEST, f"axe applied {found['rules']} rules only"
    faults: dict[str, list[str]] = {}
    for rule, _, words, target in found["violations"]:
        faults.setdefault(f"{rule}: {words}", []).append(target)
    for rule, reason, words, target in found["incomplete"]:
        if (rule, reason) not in UNDECIDED:
            faults.setdefault(f"{rule} cannot be decided ({reason}): {words}", []).append(target)
    return [f"{words}\n    {_name(targets)}" for words, targets in faults.items()]


def _name(targets: list[str]) -> str:
    more = f" and {len(targets) - 1} more" if targets[1:] else ""
    return f"at {targets[0]}{more}"
