"""A question can be accepted, by the file that it is about or by the profile for all."""

from cpdsite.portfolio.question import CODES, is_accepted
from tests.portfolio.asking import accept
from tests.portfolio.values import make_activity, make_person


def test_a_file_accepts_for_itself() -> None:
    activity = make_activity(accept=accept("overdue"))
    assert is_accepted("overdue", activity, make_person())
    assert not is_accepted("application", activity, make_person())
    assert not is_accepted("overdue", make_activity(), make_person())


def test_the_profile_accepts_for_all_files() -> None:
    assert is_accepted("overdue", make_activity(), make_person(accept=accept("overdue")))


def test_every_question_has_a_name_of_its_own() -> None:
    assert len({*CODES}) == len(CODES)
