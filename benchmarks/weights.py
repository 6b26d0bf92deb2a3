"""Weigh the pages of the example, and one entry as other generators publish it.

Usage: python benchmarks/weights.py PEERS [FOLDER]

PEERS is a virtual environment with hugo, pelican[markdown] and mkdocs-material. FOLDER holds
the site that is built, instead of the example. Each peer gets the longest entry that has no files, as its
only entry, with the theme and the settings that it has from the start. A page is opened in
Chromium, empty-handed, and all that it asks for is counted; what lies on other hosts is never
reached, so that it counts as requests but not as bytes.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright
from serving import ROOT, serve

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
KINDS = {
    "home": "index.html",
    "activities": "activities/index.html",
    "entry": "activities/*/index.html",
    "year": "years/*/index.html",
    "type": "types/*/index.html",
    "provider": "providers/*/index.html",
    "tag": "tags/*/index.html",
    "further actions": "actions/index.html",
    "objectives": "objectives/index.html",
    "objective": "objectives/*/index.html",
    "review": "reviews/*/index.html",
    "application": "applications/*/index.html",
    "record": "record/index.html",
    "record of a year": "record/[0-9]*/index.html",
    "about": "about/index.html",
    "not found": "404.html",
}
SLUG = "the-entry"


def run(folder: Path, *command: str | Path) -> None:
    """Run a program in a folder."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def read_entry(site: Path) -> tuple[str, str, str]:
    """Return the name, the title and the body of the longest entry that has no files."""
    entries = [it for it in (site / "content/activities").rglob("*.md") if it.name != "index.md"]
    path = max(entries, key=lambda it: it.stat().st_size)
    _, head, body = re.split(r"(?m)^---\n", path.read_text("utf-8"), maxsplit=2)
    title = re.search(r"(?m)^title: *(.*)$", head)
    return path.stem, title[1].strip("\"'") if title else "", body


def build_ours(site: Path, folder: Path) -> Path:
    """Build a site with cpdsite."""
    command = [sys.executable, "-m", "cpdsite", "build", "--clean", "--site", str(site)]
    command += ["--output", str(folder / "public"), "--today", date.today().isoformat()]  # noqa: DTZ011
    run(ROOT, *command)
    return folder / "public"


def build_hugo(peers: Path, folder: Path, title: str, body: str) -> Path:
    """Build the entry with Hugo and the theme that ``hugo new theme`` makes."""
    run(folder, peers / "hugo", "new", "site", "site")
    run(folder / "site", peers / "hugo", "new", "theme", "plain")
    (folder / "site/hugo.toml").write_text('title = "CPD"\ntheme = "plain"\n', "utf-8")
    entry = folder / f"site/content/posts/{SLUG}.md"
    entry.parent.mkdir(parents=True)
    entry.write_text(f'---\ntitle: "{title}"\ndate: 2026-01-12\n---\n{body}', "utf-8")
    run(folder / "site", peers / "hugo")
    return folder / f"site/public/posts/{SLUG}/index.html"


def build_pelican(peers: Path, folder: Path, title: str, body: str) -> Path:
    """Build the entry with Pelican and its default theme."""
    (folder / "content").mkdir()
    text = f"Title: {title}\nDate: 2026-01-12\nSlug: {SLUG}\n\n{body}"
    (folder / "content/entry.md").write_text(text, "utf-8")
    settings = 'AUTHOR = "Sam Sample"\nSITENAME = "CPD"\nTIMEZONE = "UTC"\nRELATIVE_URLS = True\n'
    (folder / "pelicanconf.py").write_text(settings, "utf-8")
    run(folder, peers / "pelican", "-s", "pelicanconf.py", "content")
    return folder / f"output/{SLUG}.html"


def build_material(peers: Path, folder: Path, title: str, body: str) -> Path:
    """Build the entry with Material for MkDocs."""
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# CPD\n", "utf-8")
    (folder / f"docs/{SLUG}.md").write_text(f"# {title}\n\n{body}", "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: CPD\ntheme:\n  name: material\n", "utf-8")
    run(folder, peers / "mkdocs", "build")
    return folder / f"site/{SLUG}/index.html"


PEERS: dict[str, tuple[str, Callable[[Path, Path, str, str], Path]]] = {
    "Hugo, `hugo new theme`": ("public", build_hugo),
    "Pelican, default theme": ("output", build_pelican),
    "Material for MkDocs": ("site", build_material),
}


def weigh(browser: Browser, url: str) -> str:
    """Return the columns of a page: requests, those to others, bytes raw and compressed."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[Request] = []
    page.on("request", lambda it: asked.append(it))  # noqa: PLW0108 - a bound method fails here
    page.goto(url)
    page.wait_for_load_state("networkidle")
    host = url.split("/")[2]
    own = [it for it in asked if f"//{host}/" in it.url]
    raw = sum(len(answer.body()) for it in own if (answer := it.response()))
    sent = sum(it.sizes()["responseBodySize"] for it in own)
    scripts = sum(it.resource_type == "script" for it in asked)
    context.close()
    others = len(asked) - len(own)
    return f"{len(asked)} | {others} | {scripts} | {raw:,} | {sent:,}"


def find_pages(public: Path, entry: str) -> Iterator[tuple[str, str]]:
    """Yield a name and the address of the heaviest page of each kind, and of the compared entry."""
    for kind, pattern in KINDS.items():
        paths = sorted(public.glob(pattern), key=lambda it: it.stat().st_size)
        if paths:
            yield kind, paths[-1].relative_to(public).as_posix().removesuffix("index.html")
    yield "the entry that peers get", f"activities/{entry}/"


def weigh_ours(browser: Browser, site: Path, folder: Path, entry: str) -> None:
    """Print a row for each kind of page of our own."""
    public = build_ours(site, folder)
    with serve(public, []) as address:
        for kind, path in find_pages(public, entry):
            print(f"| cpdsite: {kind} | {weigh(browser, address + path)} |", flush=True)


def main() -> None:
    """Print a table."""
    programs = Path(sys.argv[1]).absolute() / "bin"
    site = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT  # noqa: PLR2004 - the second argument
    entry, title, body = read_entry(site)
    print("| page | requests | to others | scripts | bytes | compressed |")
    print("|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        folder = Path(name)
        weigh_ours(browser, site, folder, entry)
        for number, (peer, (output, build)) in enumerate(PEERS.items()):
            place = folder / str(number)
            place.mkdir()
            path = build(programs, place, title, body)
            public = next(it for it in path.parents if it.name == output)
            with serve(public, []) as address:
                page = path.relative_to(public).as_posix().removesuffix("index.html")
                print(f"| {peer}: the same entry | {weigh(browser, address + page)} |", flush=True)


if __name__ == "__main__":
    main()
