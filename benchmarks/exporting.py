"""Time whole exports in every format, beside a build of the same site, in pairs.

Usage: python benchmarks/exporting.py FOLDER [PAIRS]

FOLDER is what ``make_content.py`` wrote. The site is built once before, so that its prose is
known, as it is for whoever exports a record of a site they look at. Absolute times say little on
a shared machine; the ratios of pairs do.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMS = ("pdf", "docx", "xlsx", "csv", "json", "txt")


def run(command: list[str], folder: Path) -> float:
    """Return the seconds that a command takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians of some pairs of an export and an unchanged build, format by format."""
    folder = Path(sys.argv[1]) / "cpdsite"
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 3  # noqa: PLR2004 - the optional argument
    ours = [sys.executable, "-m", "cpdsite"]
    run([*ours, "build"], folder)
    with tempfile.TemporaryDirectory() as scratch:
        for form in FORMS:
            out = Path(scratch) / f"record.{form}"
            export = [*ours, "export", str(out)]
            times = [(run(export, folder), run([*ours, "build"], folder)) for _ in range(pairs)]
            mine = [one for one, _ in times]
            ratios = [one / other for one, other in times]
            size = out.stat().st_size
            print(
                f"{form:5} {statistics.median(mine):5.2f} s ({min(mine):.2f} to {max(mine):.2f}), "
                f"{statistics.median(ratios):.2f} of an unchanged build, {size:,} bytes"
            )


if __name__ == "__main__":
    main()
