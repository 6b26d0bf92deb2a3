"""What an import comes to, in a sentence."""

from cpdsite.commands.entry_texts import Drafted, make_entry
from cpdsite.commands.import_plan import Plan, PlannedEntry, PlannedFile, State
from cpdsite.importers.gathered import Gathered, Question
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
