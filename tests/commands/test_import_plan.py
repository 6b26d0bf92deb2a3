"""What an import comes to, in a sentence."""

from dataclasses import replace

from cpdsite.commands.entry_texts import Drafted, make_entry
from cpdsite.commands.import_plan import Plan, PlannedEntry, PlannedFile, State
from cpdsite.importers.gathered import Gathered, Matched, Question
from tests.commands.candidates import make_candidate

INTO = "content/activities"


def plan(*states: State, doubts: tuple[str, ...] = (), is_written: bool = False) -> Plan:
    """Return a plan of some entries."""
    values = {"title": "A", "date": "2026", "status": "published"}
    made = make_entry(f"{INTO}/a.md", Drafted(values, (), doubts), "r.csv: row 2")
    entries = tuple(
        PlannedEntry(make_candidate(), it, made.path, made if it is State.NEW else None)
        for it in states
    )
    file = PlannedFile(Gathered("r.csv", (), ()), entries)
    return Plan(INTO, (file,), is_written)


def test_the_sentence_counts_what_is_new_there_and_doubtful() -> None:
    new, there, alone = State.NEW, State.THERE, State.LEFT_ALONE
    assert plan().summarise() == f"No activities would be written to {INTO}."
    assert plan(new, is_written=True).summarise() == f"1 activity written to {INTO}."
    told = plan(new, new, there, alone, doubts=("Look.",), is_written=True).summarise()
    assert told == (
        f"2 activities written to {INTO}, 1 already there, 1 left alone; 3 need a look."
    )
    assert plan(alone).summarise().endswith("1 left alone; 1 needs a look.")


def test_options_that_change_nothing_are_named() -> None:
    asked = ("--map", "--status")
    told = replace(plan(State.THERE, State.THERE), asked=asked).summarise()
    assert told.endswith(
        "2 already there. --map and --status change nothing in the 2 that are already there: "
        "to import anew, delete the entry first."
    )
    assert replace(plan(State.NEW), asked=asked).summarise() == plan(State.NEW).summarise()


def test_a_column_that_fits_no_field_is_to_be_looked_at() -> None:
    unknown = Matched("A1", 'Say "hi"', "", "no field has such a label", is_unknown=True)
    known = Matched("B1", "Date", "date", "its label is a usual one")
    nameless = replace(unknown, heading="", place="C1")
    gathered = Gathered(
        "r.csv", (), (), (unknown, known, replace(unknown, reason="more"), nameless)
    )
    entry = PlannedEntry(make_candidate(), State.NEW, "a.md")
    one, two = PlannedFile(gathered, (entry,)).doubts
    assert one.startswith(
        'the column "Say "hi"" stands under extra, or in the text, since no field'
    )
    assert '--map "Say \\"hi\\"=..."' in one
    assert 'or leave it out with --map "Say \\"hi\\"=ignore".' in one
    assert two.startswith("the column that begins at C1 has no heading")
    there = replace(entry, state=State.THERE)
    assert PlannedFile(gathered, (there,)).doubts == ()


def test_an_entry_with_doubts_is_a_draft() -> None:
    assert plan(State.NEW).entries[0].status == "published"
    doubtful = plan(State.NEW, doubts=("Look.",)).entries[0]
    assert (doubtful.status, doubtful.doubts) == ("draft", ("Look.",))
    assert plan(State.THERE).entries[0].status == ""


def test_questions_are_problems_with_their_place() -> None:
    question = Question("line 2", "is it March or December?", "give --date-order")
    file = PlannedFile(Gathered("r.csv", (), (), questions=(question,)), ())
    (problem,) = Plan(INTO, (file,)).find_questions()
    assert str(problem.location) == "r.csv: line 2"
    assert (problem.message, problem.hint) == (question.message, question.hint)
