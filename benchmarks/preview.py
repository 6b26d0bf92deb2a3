"""Time previews beside those of Hugo, MkDocs and Pelican: to the first page, and from save to page.

Usage: python benchmarks/preview.py FOLDER PEERS [ROUNDS] [LONGEST]

FOLDER is what ``make_content.py`` wrote; sites for Hugo and MkDocs, with the same texts, are
written beside. PEERS is an environment in which hugo, mkdocs and pelican are installed. In each
round every program runs once, one after another; what takes more than LONGEST seconds is given
up, and told as such. Absolute times say little on a shared machine; those of one run compare.
"""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

POLL = 0.02
SAVES = 3
SLOW = 20.0
"""The seconds from which on a save is timed once a round."""

ROUNDS = 5
LONGEST = 180.0

HUGO_SETTINGS = """baseURL = "https://cpd.example.org/"
title = "CPD"
[taxonomies]
type = "types"
provider = "providers"
tag = "tags"
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
"""

LISTED = '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2 January 2006" }} {{ .Summary }}</li>'
TERMS = (
    '{{ range (.GetTerms "types") }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}'
    '{{ range (.GetTerms "providers") }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}'
    '{{ range (.GetTerms "tags") }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}'
)
HUGO_FILES = {
    "hugo.toml": HUGO_SETTINGS,
    "content/record.md": "---\ntitle: Record\nlayout: record\n---\n",
    "layouts/_default/baseof.html": '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<title>{{ .Title }}</title></head><body><nav>"
    '<a href="/">Home</a> <a href="/activities/">Activities</a> <a href="/record/">Record</a>'
    '</nav><main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main></body></html>',
    "layouts/_default/single.html": '{{ define "main" }}<p>{{ .Date.Format "2 January 2006" }} '
    f"{TERMS}</p>{{{{ .Content }}}}<p>Further action: {{{{ .Params.further_action }}}}</p>"
    "{{ with .PrevInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
    "{{ with .NextInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}{{ end }}",
    "layouts/_default/list.html": '{{ define "main" }}<ul>{{ range .RegularPages }}'
    f"{LISTED}{{{{ end }}}}</ul>{{{{ end }}}}",
    "layouts/_default/terms.html": '{{ define "main" }}<ul>{{ range .Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}',
    "layouts/index.html": '{{ define "main" }}<ul>{{ range first 10 .Site.RegularPages }}'
    f"{LISTED}{{{{ end }}}}</ul>{{{{ end }}}}",
    "layouts/_default/record.html": '{{ define "main" }}<table>'
    '{{ range where .Site.RegularPages "Section" "activities" }}<tr>'
    f'<td>{{{{ .Date.Format "2 January 2006" }}}}<td>{{{{ .Title }}}} {TERMS}'
    "<td>{{ .Content }}</tr>{{ end }}</table>{{ end }}",
}


def read_article(path: Path) -> tuple[dict[str, str], str]:
    """Return the metadata and the body of an entry that was written for Pelican."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    return {key: it for key, _, it in (line.partition(": ") for line in head.split("\n"))}, body


def write_peers(folder: Path) -> None:
    """Write the same texts for Hugo and for MkDocs, unless they are there."""
    if (folder / "hugo").exists():
        return
    hugo, mkdocs = folder / "hugo", folder / "mkdocs"
    for name, text in HUGO_FILES.items():
        (hugo / name).parent.mkdir(parents=True, exist_ok=True)
        (hugo / name).write_text(text, "utf-8")
    for path in (hugo / "content/activities", mkdocs / "docs"):
        path.mkdir(parents=True, exist_ok=True)
    (mkdocs / "mkdocs.yml").write_text("site_name: CPD\n", "utf-8")
    (mkdocs / "docs/index.md").write_text("# CPD\n", "utf-8")
    for path in sorted((folder / "pelican/content").glob("*.md")):
        known, body = read_article(path)
        head = f"title: {known['Title']}\ndate: {known['Date']}\n"
        more = (
            f"types: [{known['Category']}]\nproviders: [{known['Authors']}]\n"
            f"tags: [{known['Tags']}]\nfurther_action: Write it up\n"
        )
        text = f"---\n{head}{more}---\n\n{body}"
        (hugo / "content/activities" / path.name).write_text(text, "utf-8")
        (mkdocs / "docs" / path.name).write_text(f"---\n{head}---\n\n{body}", "utf-8")


@dataclass(frozen=True)
class Program:
    """A preview: its command, the entry that is saved, its page, and what is removed before."""

    name: str
    command: Callable[[int], list[str]]
    entry: Path
    page: str
    stale: Path | None = None


def list_programs(folder: Path, peers: Path) -> list[Program]:
    """Return the programs in the order of a round."""
    entries = sorted((folder / "pelican/content").glob("*.md"))
    name = entries[len(entries) // 2].stem
    tools = peers / "bin"
    ours, activity = folder / "cpdsite", f"/activities/{name}/"
    hugo, mkdocs, pelican = folder / "hugo", folder / "mkdocs", folder / "pelican"
    cpdsite = [sys.executable, "-m", "cpdsite", "serve", "--site", str(ours), "--port"]
    entry = ours / f"content/activities/{name}.md"

    def serve(port: int) -> list[str]:
        return [*cpdsite, str(port)]

    return [
        Program("cpdsite, cold", serve, entry, activity, ours / ".cpdsite"),
        Program("cpdsite, warm", serve, entry, activity),
        Program(
            "hugo server",
            lambda port: [str(tools / "hugo"), "server", "-s", str(hugo), "-p", str(port)],
            hugo / f"content/activities/{name}.md",
            activity,
        ),
        Program(
            "mkdocs serve",
            lambda port: [
                *(str(tools / "mkdocs"), "serve", "--livereload", "-f"),
                *(str(mkdocs / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"),
            ],
            mkdocs / f"docs/{name}.md",
            f"/{name}/",
        ),
        Program(
            "pelican -lr",
            lambda port: [
                *(str(tools / "pelican"), "-lr", "-b", "127.0.0.1", "-p", str(port)),
                *("-s", str(pelican / "pelicanconf.py"), "-o", str(pelican / "output")),
                str(pelican / "content"),
            ],
            pelican / f"content/{name}.md",
            f"/{name}.html",
            pelican / "output",
        ),
    ]


def find_port() -> int:
    """Return a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, page: str, longest: float) -> bytes:
    """Return a page; nothing where none is to be had."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=max(0.1, longest))
    try:
        connection.request("GET", page)
        response = connection.getresponse()
        content = response.read()
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()
    return content if response.status == http.client.OK else b""


def time_page(port: int, page: str, wanted: str, longest: float) -> float | None:
    """Return the seconds until a page holds some words; nothing if that takes too long."""
    begun = time.perf_counter()
    while (passed := time.perf_counter() - begun) < longest:
        if wanted.encode() in ask(port, page, longest - passed):
            return time.perf_counter() - begun
        time.sleep(POLL)
    return None


def find_work(group: int) -> float:
    """Return the processor time that a group of processes has taken, in seconds."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12]) if int(fields[2]) == group else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until_idle(group: int, longest: float) -> None:
    """Wait until a group of processes does next to nothing."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        before = find_work(group)
        time.sleep(1)
        if find_work(group) - before < 0.15:  # noqa: PLR2004 - a share of one second
            return


def run(program: Program, number: int, longest: float) -> tuple[float | None, list[float | None]]:
    """Return the seconds to the first page, and those from each save to its page."""
    if program.stale:
        shutil.rmtree(program.stale, ignore_errors=True)
    original, port = program.entry.read_bytes(), find_port()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            program.command(port), stdout=out, stderr=out, start_new_session=True
        )
        try:
            first = time_page(port, program.page, "<h2", longest)
            if first is None:
                return None, [None]
            wait_until_idle(process.pid, longest)
            saves = []
            for save in range(SAVES):
                mark = f"Saved in round {number} as {save}."
                program.entry.write_bytes(original + f"\n{mark}\n".encode())
                saves.append(time_page(port, program.page, mark, longest))
                if saves[-1] is None or saves[-1] > SLOW:
                    break  # Once is enough.
                wait_until_idle(process.pid, longest)
            return first, saves
        finally:
            program.entry.write_bytes(original)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def show(values: list[float | None], longest: float) -> str:
    """Return the median and the span of some times."""
    if any(it is None for it in values):
        return f"over {longest:.0f} s"
    known = [it for it in values if it is not None]
    return f"{statistics.median(known):.2f} s ({min(known):.2f} to {max(known):.2f})"


def main() -> None:
    """Compare, and print the medians."""
    folder, peers = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else ROUNDS  # noqa: PLR2004 - optional
    longest = float(sys.argv[4]) if len(sys.argv) > 4 else LONGEST  # noqa: PLR2004 - optional
    write_peers(folder)
    programs = list_programs(folder, peers)
    firsts: dict[str, list[float | None]] = defaultdict(list)
    saves: dict[str, list[float | None]] = defaultdict(list)
    for number in range(rounds):
        for program in programs:
            if None in firsts[program.name]:
                continue  # It was given up before, and would be again.
            first, found = run(program, number, longest)
            firsts[program.name].append(first)
            saves[program.name] += found
            print(f"{number} {program.name}: {first} {found}", file=sys.stderr, flush=True)
    print(f"| program | first page, {rounds} rounds | save to page, {SAVES} saves each |")
    print("|---|---|---|")
    for program in programs:
        first_page = show(firsts[program.name], longest)
        saved = show(saves[program.name], longest)
        print(f"| {program.name} | {first_page} | {saved} |")


if __name__ == "__main__":
    main()
