"""Further actions, and what closed them."""

from typing import Any

from cpdsite.portfolio.actions import NotedAction, find_closing, list_actions, settle_actions
from cpdsite.portfolio.activity import ActionReference, Activity, FurtherAction
from cpdsite.portfolio.dates import Ongoing
from tests.portfolio.values import make_activity, make_date

ASK, READ = FurtherAction("Ask.", due=make_date("2025-06")), FurtherAction("Read.")
COURSE = make_activity("course", "2025-01-10", further_action=(ASK, READ))


def make_closing(slug: str, date: str, *numbers: int, **values: Any) -> Activity:
    """Return an activity that closes further actions of the course."""
    closes = tuple(ActionReference("course", number) for number in numbers)
    return make_activity(slug, date, closes=closes, **values)


def test_actions_are_listed_with_their_number_and_what_closed_them() -> None:
    first, second = make_closing("a", "2025-02-01", 2), make_closing("b", "2025-03-01", 1, 2)
    other = make_activity("other", "2025-04-01", further_action=(READ,))
    assert list_actions((COURSE, first, second, other)) == (
        NotedAction(COURSE, 1, ASK, (second,)),
        NotedAction(COURSE, 2, READ, (first, second)),
        NotedAction(other, 1, READ),
    )


def test_what_closes_an_action_is_found_by_slug_and_number_oldest_first() -> None:
    first, second = make_closing("a", "2025-02-01", 2), make_closing("b", "2025-03-01", 2)
    assert find_closing((first, second)) == {("course", 2): (first, second)}
    assert find_closing((COURSE,)) == {}


def test_an_action_is_done_when_the_first_activity_that_closes_it_ended() -> None:
    end = make_date("2025-02-03")
    first = make_closing("a", "2025-02-01", 1, end_date=end)
    course, *_ = settle_actions((COURSE, first, make_closing("b", "2025-03-01", 1)))
    assert [it.done for it in course.further_action] == [end, None]


def test_what_has_no_end_closes_an_action_when_it_began() -> None:
    for end_date in (None, Ongoing.ONGOING):
        closing = make_closing("a", "2025-02", 2, end_date=end_date)
        course, _ = settle_actions((COURSE, closing))
        assert course.further_action[1].done == make_date("2025-02")


def test_the_date_that_an_action_says_itself_stays() -> None:
    done = FurtherAction("Ask.", done=make_date("2025-01-20"))
    course = make_activity("course", "2025-01-10", further_action=(done,))
    activities = (course, make_closing("a", "2025-02-01", 1))
    assert settle_actions(activities) == activities


def test_where_nothing_is_closed_nothing_is_copied() -> None:
    activities = (COURSE, make_activity("other", "2025-04-01"))
    assert settle_actions(activities) is activities
    course, other, _ = settle_actions((*activities, make_closing("a", "2025-05-01", 1)))
    assert course is not COURSE
    assert other is activities[1]


def test_a_number_that_no_action_has_closes_nothing() -> None:
    closing = make_closing("a", "2025-02-01", 3)
    assert settle_actions((COURSE, closing)) == (COURSE, closing)
    assert [it.closed_by for it in list_actions((COURSE, closing))] == [(), ()]
