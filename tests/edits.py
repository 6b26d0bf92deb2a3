"""Random edits of a small site, mistakes among them, as a person makes them one after another."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.picture_maker import encode, make_image
from tests.plan_maker import write_application, write_objective, write_review
from tests.site_maker import SITES, make_site, write_entry, write_page

NAMES = ("a", "b", "C", "d-e", "Caf\u00e9", "2025-03-12-negotiation")
FOLDER = "content/activities"
TEXTS = (
    "One.",
    "Two. **Bold** [record](/record/).",
    "See ![a picture](pic.png) and [the kept one](kept.md#learning).",
    "A footnote.[^1]\n\n[^1]: Below.\n\n## What I learned\n\nAsk *first*.",
)
SETTINGS = (
    'theme = "plain"\nrecord_files = []\n',
    'theme = "plain"\nrecord_files = ["json"]\ntitle = "Another"\nbase_url = "https://a.example/"\n',
    'theme = "plain"\nrecord_files = ["txt", "csv"]\nlists = ["years"]\nyear_starts = "09-01"\ndefault_status = "published"\n',
    'scheme = ["ikt", "guild"]\nrecord_files = ["csv"]\n[theme]\nname = "plain"\naccent = "#abcdef"\n',
    'record_files = []\n[theme]\nname = "child"\nwide = true\n[record]\nfrom = 2024-01-01\nto = 2024-12-31\n',
)
PROFILES = (
    "---\nname: Ada Example\n---\n",
    "---\nname: Bo\nemail: bo@example.org\npublic: [email]\n---\n\nAbout **me**.\n",
    "---\nname: Bo\nphoto: pic.png\npublic: [photo]\n---\n\nAbout ![me](pic.png).\n",
)
OVERRIDES = (
    "{{ page.head.title }}",
    '{% extends "plain/entry.html" %}{% block more %}More.{% endblock %}',
    '{% extends "plain/entry.html" %}{% block more %}{{ site.title }}{% endblock %}',
)
GUILD = (SITES / "rich/schemes/guild.toml").read_text("utf-8")
PICTURES = tuple(encode(make_image((size, size)), "PNG") for size in (8, 16))

STATES = (
    {"state": "open"},
    {"state": "met", "by": "2025-12"},
    {"state": "dropped"},
    {"state": "carried", "carried_to": "speak"},
)
LOOKS_BACK = ("It was a year.", "Next: [to listen](../objectives/listen.md).", "")
INCLUDED = ("kept", "[kept, featured]", "[{tag: flow, why: It flows.}]", "[{period: 2025}]")
STATEMENTS = ("I apply.", "See [the kept one](../activities/kept.md#learning) ![it](pic.png).")
EVIDENCE = ("", "[{file: pic.png, public: true}]", "[{file: proof.txt}]")

BROKEN_ENTRIES = (
    "---\ntitle: [never closed\n---\n",
    "---\ntitle: A\ndate: 2025-02-30\nstatus: published\n---\n\n## What I learned\n\nIt.\n",
    "no front matter",
)
PLANTED = ("date", "front-matter", "title", "toml", "unknown-key", "yaml")
"""The codes of the errors that broken files give."""


class Editor:
    """Edits a site; what it breaks it can mend. Each edit returns the paths that it changed."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the site."""
        self.root = make_site(folder, "small")
        self.chance = random.Random(seed)  # noqa: S311 - the same edits in every run
        self._whole: dict[str, str] = {}
        shutil.copytree(SITES / "rich/themes/child", self.root / "themes/child")
        self.write("schemes/guild.toml", GUILD)
        self.write("content/pic.png", PICTURES[0])
        self.write(f"{FOLDER}/pic.png", PICTURES[0])
        self.write(f"{FOLDER}/proof.txt", "proof")
        self.write("content/applications/pic.png", PICTURES[0])
        self.write("content/objectives/speak.md", write_objective(review="year"))
        self._change_kept()
        self._change_objective()
        self._change_review()
        self._change_application()

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is broken."""
        return not self._whole

    @property
    def has_sound_settings(self) -> bool:
        """Tell whether what all pages depend on is not broken."""
        return all(path.endswith(".md") for path in self._whole)

    def edit(self) -> frozenset[str]:
        """Make one edit."""
        edits: tuple[Callable[[], frozenset[str]], ...] = (
            *[self._write_entry] * 6,
            *[self._break_entry] * 2,
            *[self.mend] * 2,
            self._break_settings,
            self._delete_entry,
            self._rename_entry,
            self._change_kept,
            self._change_objective,
            self._change_review,
            self._change_application,
            self._change_settings,
            self._change_profile,
            self._change_page,
            self._change_template,
            self._change_style,
            self._change_scheme,
            self._change_picture,
            self._change_static,
            self._save_unchanged,
        )
        return self.chance.choice(edits)()

    def mend(self) -> frozenset[str]:
        """Make everything whole again."""
        mended = frozenset(self._whole)
        for path, text in list(self._whole.items()):
            self.write(path, text)
        return mended

    def write(self, path: str, content: str | bytes) -> frozenset[str]:
        """Write a file as one editor or another does, at once or beside and then in its place."""
        whole = self.root / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        self._whole.pop(path, None)
        if self.chance.random() < 0.5:
            beside = whole.with_name(f".{whole.name}.tmp")
            beside.write_bytes(data)
            os.replace(beside, whole)  # noqa: PTH105 - plain, as editors do
        else:
            whole.write_bytes(data)
        return frozenset({path})

    def _pick(self) -> str:
        return f"{FOLDER}/{self.chance.choice(NAMES)}.md"

    def _write_entry(self) -> frozenset[str]:
        path = self._pick()
        name = Path(path).stem
        keys = {
            "title": f"On {name}",
            "date": self.chance.choice(("2024-05-02", "2025", "2023-12-31", "2027-01-01")),
            "status": self.chance.choice(("draft", "private", "published", "published", "")),
            "type": self.chance.choice(("course", "reading")),
            "tags": self.chance.choice(("", "flow", "[C, flow]")),
            "objectives": self.chance.choice(("", "[listen]", "[speak, listen]")),
            "closes": self.chance.choice(("", "kept#1")),
            "aliases": self.chance.choice(("", f"[/old/{NAMES.index(name)}/]")),
        }
        return self.write(path, write_entry(self.chance.choice(TEXTS), **keys))

    def _break(self, path: str, text: str) -> frozenset[str]:
        whole = self.root / path
        if path in self._whole or not whole.exists():
            return frozenset()
        before = whole.read_text("utf-8")
        changed = self.write(path, text)
        self._whole[path] = before
        return changed

    def _break_entry(self) -> frozenset[str]:
        return self._break(self._pick(), self.chance.choice(BROKEN_ENTRIES))

    def _break_settings(self) -> frozenset[str]:
        path = self.chance.choice(("cpdsite.toml", "schemes/guild.toml", "themes/plain/theme.toml"))
        return self._break(path, "name = ")

    def _delete_entry(self) -> frozenset[str]:
        path = self._pick()
        self._whole.pop(path, None)
        (self.root / path).unlink(missing_ok=True)
        return frozenset({path})

    def _rename_entry(self) -> frozenset[str]:
        path, new = self._pick(), self._pick()
        if path in self._whole or not (self.root / path).exists() or (self.root / new).exists():
            return frozenset()
        (self.root / path).rename(self.root / new)
        text = (self.root / new).read_text("utf-8")
        # Two entries with one old address would be a mistake.
        kept = "\n".join(it for it in text.split("\n") if not it.startswith("aliases:"))
        return self.write(new, kept) | {path}

    def _change_kept(self) -> frozenset[str]:
        keys = {
            "evidence": self.chance.choice(EVIDENCE),
            "further_action": self.chance.choice(("Ask", "[{action: Ask, due: 2025-05}, Read]")),
            # An application includes it all the same.
            "status": self.chance.choice(("private", "published", "published")),
            "tags": "flow",
        }
        return self.write(f"{FOLDER}/kept.md", write_entry(title="The kept one", **keys))

    def _pick_status(self) -> str:
        return self.chance.choice(("draft", "private", "published", "published"))

    def _change_objective(self) -> frozenset[str]:
        keys = self.chance.choice(STATES) | {"status": self._pick_status()}
        return self.write("content/objectives/listen.md", write_objective(**keys))

    def _change_review(self) -> frozenset[str]:
        text = write_review(self.chance.choice(LOOKS_BACK), status=self._pick_status())
        return self.write("content/reviews/year.md", text)

    def _change_application(self) -> frozenset[str]:
        keys = {
            "include": self.chance.choice(INCLUDED),
            "objectives": self.chance.choice(("", "[listen, speak]")),
            "reviews": self.chance.choice(("", "[year]")),
            "status": self._pick_status(),
        }
        text = write_application(self.chance.choice(STATEMENTS), **keys)
        return self.write("content/applications/member.md", text)

    def _change_settings(self) -> frozenset[str]:
        return self.write("cpdsite.toml", self.chance.choice(SETTINGS))

    def _change_profile(self) -> frozenset[str]:
        return self.write("content/profile.md", self.chance.choice(PROFILES))

    def _change_page(self) -> frozenset[str]:
        status = self.chance.choice(("draft", "published"))
        return self.write("content/pages/method.md", write_page("How.", status=status))

    def _change_template(self) -> frozenset[str]:
        path = "templates/entry.html"
        if self.chance.random() < 0.3:
            (self.root / path).unlink(missing_ok=True)
            return frozenset({path})
        return self.write(path, self.chance.choice(OVERRIDES))

    def _change_style(self) -> frozenset[str]:
        colour = self.chance.choice(("red", "blue"))
        return self.write("themes/plain/static/plain.css", f"b {{ color: {colour} }}\n")

    def _change_scheme(self) -> frozenset[str]:
        label = self.chance.choice(("When", "Date & time"))
        return self.write("schemes/guild.toml", GUILD.replace('"When"', f'"{label}"'))

    def _change_picture(self) -> frozenset[str]:
        return self.write(f"{FOLDER}/pic.png", self.chance.choice(PICTURES))

    def _change_static(self) -> frozenset[str]:
        path = "static/x.txt"
        if self.chance.random() < 0.3:
            (self.root / path).unlink(missing_ok=True)
            return frozenset({path})
        return self.write(path, self.chance.choice("12"))

    def _save_unchanged(self) -> frozenset[str]:
        return self.write("content/profile.md", (self.root / "content/profile.md").read_bytes())
