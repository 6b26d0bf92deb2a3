"""Questions become warnings at the line that they are about."""

from pathlib import Path

import pytest

from cpdsite.content.questions import ask
from cpdsite.errors import Problem
from cpdsite.prose.passage import read_passage
from cpdsite.settings import Settings
from tests.content.small_site import load, summarise
from tests.site_maker import TODAY

ENTRY = "activities/a.md"
BODY = "## What I learned\n\nMuch.\n\n## How I have applied it\n\nEvery day.\n"


def find(root: Path, *front: str, body: str = BODY) -> tuple[Problem, ...]:
    """Return the questions about a site with one activity."""
    lines = ("---", "title: A title", "date: 2026-07-12", "status: published", *front, "---", body)
    loaded = load(root, {f"content/{ENTRY}": "\n".join(lines)})
    assert [it for it in loaded.problems if it.is_error] == []
    settings = Settings()
    return tuple(ask(loaded.suspect, settings, TODAY, loaded.lines, read_passage))


def test_nothing_is_asked_of_a_good_entry(tmp_path: Path) -> None:
    assert find(tmp_path) == ()


def test_a_question_is_a_warning_of_the_whole_file(tmp_path: Path) -> None:
    (problem,) = find(tmp_path, body="## What I learned\n\nMuch.\n")
    assert summarise((problem,)) == [(ENTRY, "application")]
    assert not problem.is_error


def test_a_prompt_left_as_a_comment_says_nothing(tmp_path: Path) -> None:
    body = "## What I learned\n\nMuch.\n\n## How I have applied it\n\n<!-- What came of it? -->\n"
    assert [it.code for it in find(tmp_path, body=body)] == ["application"]


ACTIONS = (
    "further_action:",
    "  - action: Write to Grace",
    "    due: 2026-08",
    "    done: 2026-08-01",
    "  - action: >-",
    "      Write to all of them that came",
    "      to the workshop",
    "    due: 2026-09",
)


def test_an_overdue_action_is_pointed_at_though_it_is_folded(tmp_path: Path) -> None:
    (problem,) = find(tmp_path, *ACTIONS)
    assert summarise((problem,)) == [(f"{ENTRY}:10:7", "overdue")]
    assert problem.source == "      Write to all of them that came"


@pytest.mark.parametrize(
    ("text", "place"), [('"Say \\"no\\" early"', f"{ENTRY}:5:1"), ("Say no early", f"{ENTRY}:6:13")]
)
def test_what_is_not_found_as_it_was_read_is_pointed_at_by_its_key(
    tmp_path: Path, text: str, place: str
) -> None:
    front = ("further_action:", f"  - action: {text}", "    due: 2026-09")
    assert summarise(find(tmp_path, *front)) == [(place, "overdue")]


def test_an_unknown_acceptance_is_pointed_at(tmp_path: Path) -> None:
    (problem,) = find(tmp_path, "accept:", "  overdo: I know")
    assert summarise((problem,)) == [(f"{ENTRY}:6:3", "accept")]


def test_the_words_of_a_statement_are_counted_as_they_are_read(tmp_path: Path) -> None:
    front = "---\ntitle: Member\nstatus: private\nlimit: 3\nslug: a2b3c4d5e6f7g2h3\ninclude: [a]\nobjectives: [o]\n---\n"
    objective = "---\ntitle: O\nfrom: 2026-10\nstatus: published\n---\nWhy.\n"
    write = {"content/objectives/o.md": objective}
    for statement, codes in [
        ("**One** two three.\n\n<!-- four five -->\n", []),
        ("One two\n\nthree four.\n", ["limit"]),
    ]:
        files = {**write, "content/applications/member.md": f"{front}{statement}"}
        (tmp_path / "content" / "applications").mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        assert [it.code for it in find(tmp_path)] == codes
