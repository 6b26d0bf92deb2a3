"""Any bytes as an entry: a value or problems, never an exception."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.content.entries import ReadFile, read_file
from cpdsite.errors import find_errors
from cpdsite.limits import ENTRY_BYTES, FRONT_MATTER_BYTES
from cpdsite.portfolio.activity import Activity
from tests.fuzz.front_matter import FILES, MARKS, ODD, TEXTS, make_near
from tests.fuzz.well_formed import find_faults
from tests.plan_maker import PLANS
from tests.properties import check_often
from tests.site_maker import SITES, write_entry

PATHS = {
    "activity": "content/activities/2026-03-12-course.md",
    "objective": "content/objectives/listen.md",
    "review": "content/reviews/2025.md",
    "application": "content/applications/member.md",
    "page": "content/pages/method.md",
    "profile": "content/profile.md",
}
KINDS = st.sampled_from(sorted(PATHS))

SEEDS = {
    kind: [
        path.read_text("utf-8")
        for site in ("small", "rich")
        for path in sorted((SITES / site).glob(pattern))
    ]
    for kind, pattern in (
        ("activity", "content/activities/**/*.md"),
        ("page", "content/pages/*.md"),
        ("profile", "content/profile.md"),
    )
} | {
    kind: [
        str(text)
        for path, text in PLANS.items()
        if path.startswith(f"content/{kind}s/") and path.endswith(".md")
    ]
    for kind in ("objective", "review", "application")
}
"""Good files of each kind, to be spoiled."""

SPLICES = st.one_of(
    MARKS,
    st.sampled_from(ODD),
    st.sampled_from(
        ["\n", "\r", "\t", "  ", "---\n", "\n---\n", "<<: *a\n", "? ", ": ", "\x00", '"']
    ),
    st.text(max_size=3),
)


def check_reading(kind: str, data: bytes) -> ReadFile:
    """Read a file, and check what must hold whatever it holds."""
    read = read_file(kind, PATHS[kind], data)
    errors = find_errors(read.problems)
    assert (read.value is None) == bool(errors), read.problems
    lines = tuple(
        data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    assert find_faults(read.problems, read.lines or None) == []
    assert all(problem.location.line <= len(lines) for problem in read.problems)
    assert len(set(read.problems)) == len(read.problems)
    assert read_file(kind, PATHS[kind], data) == read
    return read


@check_often(300)
@given(KINDS, st.binary(max_size=200))
def test_any_bytes(kind: str, data: bytes) -> None:
    check_reading(kind, data)


@check_often(200)
@given(
    KINDS, st.sampled_from([b"---\n", b"\xef\xbb\xbf---\n", b"---\r\n"]), st.binary(max_size=100)
)
def test_any_bytes_between_fences(kind: str, fence: bytes, data: bytes) -> None:
    check_reading(kind, fence + data + b"\n" + fence)


@check_often(300)
@given(KINDS, FILES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
def test_any_front_matter(kind: str, text: str, encoding: str) -> None:
    check_reading(kind, text.encode(encoding, "replace"))


@pytest.mark.parametrize("kind", sorted(PATHS))
def test_any_value_under_a_known_key(kind: str) -> None:
    found = {"values": 0, "problems": 0}

    @check_often(400)
    @given(make_near(kind))
    def read(text: str) -> None:
        value = check_reading(kind, text.encode()).value
        found["values" if value else "problems"] += 1

    read()
    assert found["values"]  # the strategy reaches both
    assert found["problems"]


@check_often(400)
@given(KINDS, st.data())
def test_a_good_file_spoiled(kind: str, data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(SEEDS[kind])).split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        place = data.draw(st.integers(0, len(line)))
        match data.draw(st.sampled_from(["drop", "repeat", "swap", "splice", "cut"])):
            case "drop":
                lines[at] = ""
            case "repeat":
                lines[at] = f"{line}\n{line}"
            case "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], line
            case "splice":
                lines[at] = line[:place] + data.draw(SPLICES) + line[place:]
            case _:
                lines[at] = line[:place] + line[place + 1 :]
    check_reading(kind, "\n".join(lines).encode("utf-8", "replace"))


PLAIN = [word for word in ODD if word[0] in "0123456789.+-=noyTFdp<" and word.isascii()]


@pytest.mark.parametrize(
    "text", [word for word in PLAIN if word not in ("-", "null", "no:", "---", "--", "...", "n ")]
)
def test_what_looks_like_something_else_is_text(text: str) -> None:
    read = check_reading("activity", write_entry(title=text, tags=f"[{text}]").encode())
    assert isinstance(read.value, Activity), read.problems
    assert (read.value.title, read.value.tags) == (text, (text,))


@check_often(200)
@given(st.from_regex(r"\A[0-9][0-9_.:eExT+-]{0,9}[0-9]\Z"))
def test_numbers_arrive_as_written(text: str) -> None:
    read = check_reading("activity", write_entry(title=text, provider=f"[{text}]").encode())
    assert isinstance(read.value, Activity), read.problems
    assert (read.value.title, read.value.provider) == (text, (text,))


@check_often(300)
@given(TEXTS)
def test_quoted_text_arrives_as_written_or_is_refused(text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    read = check_reading("activity", write_entry(title=quoted, tags=f"[{quoted}]").encode())
    wanted = " ".join(text.split())
    if read.value is None:
        assert not wanted or not wanted.isprintable(), read.problems
    else:
        assert isinstance(read.value, Activity)
        assert (read.value.title, read.value.tags) == (wanted, (wanted,))


NESTED: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "a: " + "[" * size,
    "closed brackets": lambda size: "a: " + "[" * size + "]" * size,
    "braces": lambda size: "a: " + "{a: " * size,
    "hyphens": lambda size: "- " * size + "a",
    "tabbed hyphens": lambda size: "-\t" * size + "a",
    "questions": lambda size: "? " * size + "a",
    "mixed": lambda size: "? - " * size + "a",
    "a key and hyphens": lambda size: "a:\n  " + "- " * size + "a",
    "steps": lambda size: "\n".join(" " * at + "a:" for at in range(size // 100)),
    "steps of lists": lambda size: "\n".join(" " * at + "-" for at in range(size // 100)),
    "hyphens over lines": lambda size: "\n".join(
        " " * (30 * at) + "- " * 15 for at in range(size // 200)
    ),
    "anchors": lambda size: "".join(
        f"a{at}: &a{at} [*a{max(0, at - 1)}]\n" for at in range(size // 20)
    ),
    "tags": lambda size: "a: " + "!" * size,
    "colons": lambda size: "a" + ":" * size,
    "quotes": lambda size: "a: " + "'" * (size | 1),
    "backslashes": lambda size: 'a: "' + "\\" * size,
    "keys": lambda size: "\n".join(f"k{at}:" for at in range(size // 8)),
    "blank lines": lambda size: "\n" * size,
    "comments": lambda size: "#\n" * size,
    "spaces": lambda size: "a:" + " " * size,
    "fences": lambda size: "---\n" * size,
}

READ = """
import sys
from cpdsite.content.entries import read_file
data = sys.stdin.buffer.read()
read = read_file("activity", "content/activities/a.md", data)
print(len(read.problems))
"""


@pytest.mark.parametrize("size", [FRONT_MATTER_BYTES // 5, FRONT_MATTER_BYTES - 1_000, 100_000])
@pytest.mark.parametrize("shape", NESTED)
def test_no_nesting_kills_the_process(shape: str, size: int) -> None:
    # The parser is C, where too deep a recursion ends the process: so in one of its own.
    text = f"---\n{NESTED[shape](size)}\n---\n"
    ran = subprocess.run(
        [sys.executable, "-c", READ],
        input=text.encode(),
        capture_output=True,
        check=False,
        timeout=20,
        cwd=Path(__file__).parents[2],
    )
    assert ran.returncode == 0, ran.stderr[-500:]
    assert int(ran.stdout) >= 1


OPENINGS = (
    "a", "# a", "## a", "##", "a\n-", "~~~", "~~~ a", "``` {", "-", "- a", "1.", "> a", ":  ",
    "[a]:", "[a]: b", "[^1]:", "*[a]:", "a|b\n-|-\n|", "<b", "<!--", "`", "*", "[a](", "![a](",
)  # fmt: skip


@pytest.mark.parametrize("blank", [" ", "\t"], ids=["spaces", "tabs"])
@pytest.mark.parametrize("end", ["b", "{", "#"])
def test_no_run_of_blanks_holds_up_the_reader(blank: str, end: str) -> None:
    """Read long runs of blanks after the opening of each construct.

    The limit of time bounds the test and measures nothing: a reader that goes through a run
    once for each of its characters would need minutes.
    """
    code = f"{READ}\nfor opening in {OPENINGS!r}:\n    read_file(*PLACE, data + opening.encode() + RUN)"
    size = ENTRY_BYTES // 5
    names = (
        f'PLACE = ("activity", "content/activities/a.md"); RUN = b{blank!r} * {size} + b{end!r}\n'
    )
    ran = subprocess.run(
        [sys.executable, "-c", names + code],
        input=write_entry("## Notes\n\n").encode(),
        capture_output=True,
        check=False,
        timeout=20,
        cwd=Path(__file__).parents[2],
    )
    assert ran.returncode == 0, ran.stderr[-500:]
