"""Show a site for a while, edit it at random all the time, and look whether all stays well.

Usage: python -m benchmarks.soak [SECONDS] [EDITS] [SEED], from the folder of the repository.

Four clients read pages meanwhile. At the end what is published is compared with a clean build,
and the memory with that of the first quarter. The exit status is 1 if anything is wrong.
"""

import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.edits import PLANTED
from tests.soaking import soak

MOST_GROWTH = 1.25
DEFAULTS = (60.0, 500, 1)


def main() -> None:
    """Soak, and print the figures."""
    given = sys.argv[1:]
    seconds, edits, seed = (
        kind(given[place]) if len(given) > place else default
        for place, (kind, default) in enumerate(zip((float, int, int), DEFAULTS, strict=True))
    )
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        soaked = soak(Path(folder), seconds, int(edits), int(seed))
    quarter = max(1, len(soaked.memory) // 4)
    early, late = (
        statistics.median(it) / 1e6 for it in (soaked.memory[:quarter], soaked.memory[-quarter:])
    )
    codes = sorted(set(re.findall(r"error\[([\w-]+)\]", soaked.said)))
    print(
        f"{soaked.edits} edits and {soaked.answers} answers in {time.monotonic() - begun:.0f} s, "
        f"{soaked.compared} pages and files compared; memory {early:.1f} MB, at the end "
        f"{late:.1f} MB; errors told: {', '.join(codes)}; exit status {soaked.status}"
    )
    wrong = [*soaked.failures, *(f"error {it}" for it in codes if it not in PLANTED)]
    wrong += ["a traceback"] * ("Traceback" in soaked.said) + ["exit status"] * bool(soaked.status)
    wrong += ["memory"] * (late > MOST_GROWTH * early)
    for line in wrong:
        print(f"wrong: {line}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
