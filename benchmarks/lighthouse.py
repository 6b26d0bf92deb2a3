"""Run Lighthouse on four pages of the example, as a phone on a slow line sees them.

Usage: python benchmarks/lighthouse.py LIGHTHOUSE [FOLDER]

LIGHTHOUSE is the program. FOLDER holds the site of which a copy is built and served; without
it, the example. The copy is open to search engines, since Lighthouse takes ``noindex`` for
a fault.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from serving import ROOT, read_headers, serve

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-sync"
PASSED = 0.9
"""Below this score, an audit is worth naming."""

Report = dict[str, Any]


def build(source: Path, folder: Path) -> Path:
    """Build a copy of a site that search engines may list, and return what was built."""
    shutil.copytree(source / "content", folder / "content")
    settings = (source / "cpdsite.toml").read_text("utf-8")
    settings = re.sub(r"(?m)^search_engines\b.*$", "", settings)
    (folder / "cpdsite.toml").write_text(f"search_engines = true\n{settings}", "utf-8")
    command = [sys.executable, "-m", "cpdsite", "build", "--clean"]
    command += ["--site", str(folder), "--today", date.today().isoformat()]  # noqa: DTZ011
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "public"


def find_pages(public: Path) -> dict[str, str]:
    """Return the home page, a list, the longest entry and the record."""
    entries = sorted((public / "activities").glob("*/index.html"), key=lambda it: it.stat().st_size)
    entry = entries[-1].parent.name
    return {
        "home": "",
        "list": "activities/",
        "entry": f"activities/{entry}/",
        "record": "record/",
    }


def run(program: str, url: str) -> Report:
    """Return what one run reports."""
    command = [program, url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    report: Report = json.loads(done.stdout)
    return report


def find_faults(reports: list[Report]) -> list[str]:
    """Return the audits that failed in every run."""
    failed = [
        {
            name
            for name, it in report["audits"].items()
            if it["score"] is not None and it["score"] < PASSED
        }
        for report in reports
    ]
    titles = {name: it["title"] for name, it in reports[0]["audits"].items()}
    return [f"{name}: {titles[name]}" for name in sorted(set.intersection(*failed))]


def measure(program: str, page: str, url: str) -> list[str]:
    """Print the medians of a page as a row, and return what failed."""
    reports = [run(program, url) for _ in range(RUNS)]
    scores = [
        100 * statistics.median(it["categories"][name]["score"] for it in reports)
        for name in CATEGORIES
    ]
    print(f"| {page} | {' | '.join(f'{it:.0f}' for it in scores)} |", flush=True)
    return [f"{page}: {fault}" for fault in find_faults(reports)]


def main() -> None:
    """Print a table of medians."""
    program = sys.argv[1]
    source = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT  # noqa: PLR2004 - the second argument
    headers = [
        (beginning, {name: it for name, it in values.items() if name != "X-Robots-Tag"})
        for beginning, values in read_headers()
    ]
    print(f"| page | {' | '.join(CATEGORIES)} |\n|---|{'--:|' * len(CATEGORIES)}")
    with tempfile.TemporaryDirectory() as folder:
        public = build(source, Path(folder) / "site")
        with serve(public, headers) as address:
            faults = [
                fault
                for page, path in find_pages(public).items()
                for fault in measure(program, page, address + path)
            ]
    print("\nFailed in every run, whether or not it lowers a score:\n")
    print("\n".join(f"- {it}" for it in faults))


if __name__ == "__main__":
    main()
