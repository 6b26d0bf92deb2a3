"""A site checked and built: it builds, or it says why not, and never half of either."""

from pathlib import Path

from cpdsite.commands.build import Built
from cpdsite.commands.check import check_site
from cpdsite.errors import ProblemsError, RefusedError
from tests.fuzz.well_formed import CODES, find_faults
from tests.site_maker import TODAY, build


def try_build(root: Path) -> Built | ProblemsError | RefusedError:
    """Build a site, or return why it is not built."""
    try:
        return build(root)
    except (ProblemsError, RefusedError) as error:
        return error


def check_and_build(root: Path, codes: set[str] | None = CODES) -> bool:
    """Check and build a site, and what both say; return whether it was built."""
    checked = check_site(root, TODAY)
    assert find_faults(checked, None, codes) == []
    built = try_build(root)
    if isinstance(built, RefusedError):
        assert str(built)
    elif isinstance(built, ProblemsError):
        assert any(it.is_error for it in built.problems)
        assert set(built.problems) <= set(checked), "check says what build says"
        assert not (root / "public").exists(), "with an error nothing is published"
    else:
        assert find_faults(built.problems, None, codes) == []
        again = build(root)
        assert (again.rendered, again.published.removed) == ((), 0)
    return isinstance(built, Built)
