"""Write the same deterministic entries for cpdsite and for Pelican.

Usage: python benchmarks/make_content.py FOLDER COUNT

FOLDER gets ``cpdsite/`` (a site) and ``pelican/`` (a site with the same texts). Each entry
has about 300 words, a list, emphasis and a link; twelve types, forty providers, sixty tags.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

WORDS = (
    "agreement partner research company question cost contract meeting draft review evidence "
    "method result student panel market budget risk plan office project team paper figure "
    "sample test model change learning practice advice budget time value trust doubt error "
    "first second later early often never because although while until simple careful quick "
    "asked showed found read wrote changed tried failed agreed learned measured compared "
    "helped noticed explained applied planned shared the a of to in and with for on by from"
).split()
TYPES = (
    "course seminar conference coaching mentoring e-learning networking reading research "
    "work-based self-directed discussion-group"
).split()
PARAGRAPHS = 3
SENTENCES = 7


def write_sentence(chance: random.Random) -> str:
    """Return a sentence of eight to seventeen words."""
    words = chance.choices(WORDS, k=chance.randint(8, 17))
    words[chance.randrange(len(words))] = f"*{chance.choice(WORDS)}*"
    return f"{' '.join(words).capitalize()}."


def write_paragraph(chance: random.Random) -> str:
    """Return a paragraph."""
    return " ".join(write_sentence(chance) for _ in range(SENTENCES))


def write_body(chance: random.Random) -> str:
    """Return the body of an entry with its three parts."""
    points = "\n".join(f"- {write_sentence(chance)}" for _ in range(3))
    link = "[the programme](https://www.example.org/programme)"
    return (
        f"{write_paragraph(chance)}\n\n## What I learned\n\n{write_paragraph(chance)}\n\n"
        f"{points}\n\n## How I have applied it\n\n{write_paragraph(chance)} See {link}.\n"
    )


def write_sites(folder: Path, count: int) -> None:
    """Write both sites."""
    chance = random.Random(20261123)  # noqa: S311 - the same texts on every machine
    ours, theirs = folder / "cpdsite", folder / "pelican"
    activities, articles = ours / "content/activities", theirs / "content"
    for path in (activities, articles):
        path.mkdir(parents=True, exist_ok=True)
    (ours / "cpdsite.toml").write_text('base_url = "https://cpd.example.org/"\n', "utf-8")
    (ours / "content/profile.md").write_text("---\nname: Sam Sample\n---\n\nAbout.\n", "utf-8")
    (theirs / "pelicanconf.py").write_text(
        'AUTHOR = "Sam Sample"\nSITENAME = "CPD"\nSITEURL = "https://cpd.example.org"\n'
        'PATH = "content"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "en"\nFEED_ALL_ATOM = "feed.xml"\n'
        "DELETE_OUTPUT_DIRECTORY = False\n",
        "utf-8",
    )
    for number in range(count):
        day = date(2016, 1, 1) + timedelta(days=number * 3650 // count)
        kind, provider = chance.choice(TYPES), f"Provider {chance.randrange(40)}"
        tags = ", ".join(f"tag{chance.randrange(60)}" for _ in range(3))
        body, title = write_body(chance), write_sentence(chance).replace("*", "").rstrip(".")
        (activities / f"{day}-{number}.md").write_text(
            f"---\ntitle: {title}\ndate: {day}\ntype: {kind}\nprovider: {provider}\n"
            f"tags: [{tags}]\nstatus: published\nfurther_action: Write it up\n---\n\n{body}",
            "utf-8",
        )
        (articles / f"{day}-{number}.md").write_text(
            f"Title: {title}\nDate: {day}\nCategory: {kind}\nAuthors: {provider}\n"
            f"Tags: {tags}\nSlug: {day}-{number}\n\n{body}",
            "utf-8",
        )


if __name__ == "__main__":
    write_sites(Path(sys.argv[1]), int(sys.argv[2]))
