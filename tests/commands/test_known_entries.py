"""What is there already: by address, by origin, by what it says; each entry counts once."""

from decimal import Decimal
from typing import Any

from cpdsite.commands.known_entries import KnownEntries
from cpdsite.portfolio.activity import Activity, Evidence, Pairs, Status
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.sections import Section


def make(path: str = "a.md", text: str = "Much.", **values: Any) -> Activity:
    """Return an activity."""
    sections = (Section("learning", "What I learned", text, 9),)
    known = {"slug": path.removesuffix(".md"), "title": "A", "date": PartialDate(2026)}
    return Activity(path=path, **{**known, "sections": sections, **values})


def know(*activities: Activity) -> KnownEntries:
    """Return entries that are there; white space is no difference to their Markdown."""
    known = KnownEntries(lambda text: " ".join(text.split()))
    known.add(activities)
    return known


def test_entries_are_the_same_that_say_the_same() -> None:
    one = make(hours=Decimal("1.50"), tags=("a", "b"), extra=(("imported", "f"), ("x", "y")))
    known = know(one)
    other = make(
        "b.md",
        "Much.\n",
        status=Status.DRAFT,
        hours=Decimal("1.5"),
        tags=("b", "a"),
        extra=(("x", "y"),),
    )
    assert known.is_same(one, other)
    for change in (
        make("b.md", "More."),
        make("b.md", hours=Decimal(2)),
        make("b.md", extra=(("x", "z"),)),
        make("b.md", title="B"),
        make("b.md", sections=()),
    ):
        assert not known.is_same(one, change)


def test_what_an_import_moved_to_extra_counts_as_in_its_place() -> None:
    plain = make(
        evidence=(Evidence("a.pdf"), Evidence(link="https://b.example/")), type="x", tags=("t",)
    )
    moved = make(
        evidence=(Evidence(link="https://b.example/"),),
        extra=(("evidence", (Pairs([("file", "a.pdf")]),)), ("type", "x"), ("tags", ("t",))),
    )
    assert know().is_same(plain, moved)
    assert not know().is_same(plain, make(evidence=moved.evidence))


def test_each_entry_stands_for_one() -> None:
    known = know(make("a.md"), make("b.md"))
    found = []
    while met := known.find_same(make("c.md"), known.is_same):
        known.use(met)
        found.append(met.path)
    assert found == ["a.md", "b.md"]
    assert known.find_namesake(make("c.md", "Other.")) is not None
    assert known.find_namesake(make("c.md", title="B")) is None


def test_an_entry_is_known_by_what_it_was_made_of() -> None:
    known = know(
        make("a.md", extra=(("imported", "f1"),)), make("b.md", extra=(("imported", ("f2", "f3")),))
    )
    assert [known.find_made_of(it) is not None for it in ("f1", "f2", "f3", "f4", "")] == [
        *(True, True, True),
        *(False, False),
    ]
    met = known.find_made_of("f2")
    assert met
    known.use(met)
    assert known.find_made_of("f3") is None


def test_addresses_are_taken_by_old_ones_too() -> None:
    known = know(make("a.md", slug="Ä-x", aliases=("/activities/old/", "/talks/b/")))
    assert known.taken == {"ä-x", "old", "talks/b"}
    found = known.find_address("Ä-x")
    assert found
    assert found.path == "a.md"
