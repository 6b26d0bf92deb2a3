"""Time whole builds beside Pelican, in pairs, cold and unchanged.

Usage: python benchmarks/compare.py FOLDER [PAIRS]

FOLDER is what ``make_content.py`` wrote. Both programs must be installed in the environment
that runs this. Absolute times say little on a shared machine; the ratios of pairs do.
"""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def run(command: list[str], folder: Path) -> float:
    """Return the seconds that a command takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def clear(folder: Path) -> None:
    """Remove what builds wrote."""
    for name in ("cpdsite/public", "cpdsite/.cpdsite", "pelican/output"):
        shutil.rmtree(folder / name, ignore_errors=True)


def compare(name: str, folder: Path, pairs: int, prepare: Callable[[Path], None]) -> None:
    """Print the medians of some pairs of builds, and the ratio pair by pair."""
    ours = [sys.executable, "-m", "cpdsite", "build", "--site", "cpdsite"]
    settings = ["-s", "pelican/pelicanconf.py", "-o", "pelican/output", "pelican/content"]
    theirs = [sys.executable, "-m", "pelican", *settings]
    times = []
    for _ in range(pairs):
        prepare(folder)
        times.append((run(ours, folder), run(theirs, folder)))
    ratios = [mine / other for mine, other in times]
    print(
        f"{name}: cpdsite {statistics.median(mine for mine, _ in times):.2f} s, "
        f"Pelican {statistics.median(other for _, other in times):.2f} s, "
        f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}), "
        f"{pairs} pairs"
    )


def main() -> None:
    """Compare cold and unchanged builds."""
    folder = Path(sys.argv[1])
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 5  # noqa: PLR2004 - the optional argument
    compare("cold", folder, pairs, clear)
    compare("unchanged", folder, pairs, lambda _: None)


if __name__ == "__main__":
    main()
