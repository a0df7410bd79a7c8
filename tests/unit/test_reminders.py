"""The plan of reminders on real dates."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.calendar import WorkingCalendar
from domain.minutes.model import ControlForm, Requirement
from domain.reminders import Audience, Hours, StepKind, digest_moment, may_send_at, next_late, plan_steps

RUSSIA = WorkingCalendar()
OMSK = ZoneInfo("Asia/Omsk")
HOURS = Hours(time(8), time(20))


def plan(
    sent: str,
    due: str | None,
    *requirement: Requirement,
    form: ControlForm = ControlForm.REPORT,
    summer: bool = False,
    early: bool = False,
) -> list[str]:
    steps = plan_steps(
        form=form,
        requirement=requirement,
        due=date.fromisoformat(due) if due else None,
        sent_on=date.fromisoformat(sent),
        calendar=RUSSIA,
        summer_mode=summer,
        before_short=early,
    )
    whom = {Audience.ORGANISATION: "", Audience.CONTROLLER: " to controller"}
    return [f"{step.day:%d.%m} {step.kind}{whom[step.audience]}" for step in steps]


@pytest.mark.parametrize(
    ("sent", "due", "expected"),
    [
        pytest.param(
            "2023-08-28",
            "2023-10-18",
            ["31.08 unread to controller", "31.08 unread", "07.09 unread", "16.10 week", "18.10 day", "19.10 late"],
            id="a Wednesday: its week's Monday and its morning",
        ),
        pytest.param(
            "2023-08-27",
            "2023-10-15",
            [
                "30.08 unread to controller",
                "31.08 unread",
                "07.09 unread",
                "09.10 week",
                "12.10 soon",
                "13.10 day",
                "16.10 late",
            ],
            id="a Sunday is for Friday",
        ),
        pytest.param(
            "2023-08-28",
            "2023-10-16",
            ["31.08 unread to controller", "31.08 unread", "07.09 unread", "12.10 soon", "16.10 day", "19.10 late"],
            id="a Monday: Thursday looks so far",
        ),
        pytest.param(
            "2024-02-01",
            "2024-02-27",
            [
                "05.02 unread",
                "06.02 unread to controller",
                "12.02 unread",
                "22.02 soon",
                "26.02 week",
                "27.02 day",
                "29.02 late",
            ],
            id="the second working day after days off is named before them",
        ),
        pytest.param(
            "2024-04-01",
            "2024-05-03",
            [
                "04.04 unread to controller",
                "04.04 unread",
                "11.04 unread",
                "26.04 soon",
                "02.05 soon",
                "03.05 day",
                "06.05 late",
            ],
            id="a Monday off by transfer: before the days off",
        ),
        pytest.param(
            "2025-10-01",
            "2025-11-04",
            [
                "06.10 unread to controller",
                "06.10 unread",
                "13.10 unread",
                "27.10 week",
                "30.10 soon",
                "31.10 day",
                "05.11 late",
            ],
            id="a Saturday worked by transfer is no reminder day; Monday off, late is the first day after",
        ),
        pytest.param(
            "2025-12-01",
            "2026-01-13",
            [
                "04.12 unread to controller",
                "04.12 unread",
                "11.12 unread",
                "30.12 soon",
                "12.01 week",
                "13.01 day",
                "15.01 late",
            ],
            id="the New Year break",
        ),
        pytest.param(
            "2026-03-10",
            "2026-03-11",
            [
                "11.03 short to controller",
                "11.03 day",
                "12.03 late",
                "12.03 unread",
                "13.03 unread to controller",
                "19.03 unread",
            ],
            id="sent the day before, after three",
        ),
        pytest.param(
            "2026-03-11",
            "2026-03-11",
            ["11.03 day", "12.03 late", "16.03 unread to controller", "16.03 unread", "23.03 unread"],
            id="sent on the due morning, after three",
        ),
        pytest.param(
            "2026-03-14",
            "2026-03-15",
            ["16.03 late", "18.03 unread to controller", "19.03 unread", "26.03 unread"],
            id="sent on the weekend of the due date",
        ),
        pytest.param(
            "2026-03-11",
            "2026-03-02",
            ["12.03 late", "16.03 unread to controller", "16.03 unread", "23.03 unread"],
            id="sent after the due date",
        ),
    ],
)
def test_an_answer_to_a_date(sent: str, due: str, expected: list[str]) -> None:
    assert plan(sent, due, Requirement.ANSWER) == expected


@pytest.mark.parametrize(
    ("sent", "due", "early", "short"),
    [
        ("2026-03-10", "2026-03-12", True, ["10.03 short", "12.03 short to controller"]),
        ("2026-03-10", "2026-03-12", False, ["11.03 short", "12.03 short to controller"]),
        ("2026-03-10", "2026-03-11", False, ["11.03 short to controller"]),  # the due morning says it
        ("2026-03-11", "2026-03-11", True, ["11.03 short"]),
        ("2026-03-10", "2026-03-13", True, []),
        ("2026-03-14", "2026-03-17", True, ["17.03 short to controller"]),  # on a Saturday; Monday is its week's
        ("2026-03-12", "2026-03-15", True, ["12.03 short", "13.03 short to controller"]),
    ],
)
def test_a_short_deadline_is_said_on_the_day_of_the_sending_and_to_the_controller(
    sent: str, due: str, early: bool, short: list[str]
) -> None:
    assert [step for step in plan(sent, due, early=early) if "short" in step] == short
    assert not any("short" in step for step in plan(sent, due, form=ControlForm.YEARLY, early=early))


def test_a_file_or_a_reference_is_announced_a_week_earlier() -> None:
    assert "09.10 week" in plan("2023-08-27", "2023-10-18", Requirement.FILE, Requirement.NUMBER)
    assert "09.10 week" not in plan("2023-08-27", "2023-10-18", Requirement.NUMBER)
    assert plan("2024-05-10", "2024-06-20", Requirement.REFERENCE)[3:] == [
        "10.06 week", "17.06 week", "20.06 day", "24.06 late",
    ]  # fmt: skip


def test_nothing_is_named_more_than_three_times_before_its_date_is_over() -> None:
    """Of the second day after a long weekend: the Monday before, the last day before the weekend, its own Monday."""
    named = [step for step in plan("2024-02-20", "2024-03-12", Requirement.FILE) if "unread" not in step]
    assert named == ["04.03 week", "07.03 soon", "11.03 week", "12.03 day", "14.03 late"]


def test_a_single_day_off_in_a_week_adds_nothing() -> None:
    named = [step for step in plan("2024-05-10", "2024-06-13") if "unread" not in step]
    assert named == ["10.06 week", "13.06 day", "17.06 late"]


@pytest.mark.parametrize("form", [ControlForm.WORK, ControlForm.INFORMATION])
def test_items_without_a_report_only_ask_to_be_read(form: ControlForm) -> None:
    twice = ["31.08 unread to controller", "31.08 unread", "07.09 unread"]
    assert plan("2023-08-28", "2023-10-16", form=form) == twice
    assert plan("2023-08-28", None, form=ControlForm.REPORT) == twice


def test_in_summer_mode_only_the_due_morning_disturbs() -> None:
    assert plan("2024-06-27", "2024-07-10", Requirement.FILE, summer=True) == [
        "10.07 day", "22.08 unread to controller", "22.08 late", "22.08 unread",
    ]  # fmt: skip
    assert plan("2024-06-27", "2024-07-10", Requirement.FILE) != plan("2024-06-27", "2024-07-10", summer=True)
    assert plan("2024-08-15", "2024-09-10", summer=True)[2:] == [
        "26.08 unread",
        "09.09 week",
        "10.09 day",
        "12.09 late",
    ]


def test_late_is_the_next_digest_day_then_mondays() -> None:
    steps = plan("2023-09-01", "2023-10-10")
    assert steps[-1] == "12.10 late"
    days = [date(2023, 10, 12)]
    for _ in range(4):
        days.append(next_late(days[-1], RUSSIA))
    assert [f"{day:%d.%m}" for day in days[1:]] == ["16.10", "23.10", "30.10", "07.11"]


def test_late_after_a_long_silence_goes_on_from_today() -> None:
    assert next_late(date(2023, 12, 27), RUSSIA) == date(2024, 1, 9)
    assert next_late(date(2024, 1, 9), RUSSIA) == date(2024, 1, 15)
    assert next_late(date(2024, 6, 24), RUSSIA, summer_mode=True) == date(2024, 8, 22)


def test_a_digest_is_at_nine_by_the_clock_of_the_authority() -> None:
    assert digest_moment(date(2026, 3, 11), time(9), OMSK).astimezone(UTC) == datetime(2026, 3, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-11T14:30", "2026-03-11T14:30"),  # Wednesday, within the hours
        ("2026-03-11T08:00", "2026-03-11T08:00"),
        ("2026-03-11T05:10", "2026-03-11T08:00"),  # early morning
        ("2026-03-11T20:00", "2026-03-12T08:00"),  # evening
        ("2026-03-06T21:00", "2026-03-10T08:00"),  # Friday evening before 8 March and its Monday
        ("2025-11-01T12:00", "2025-11-05T08:00"),  # a Saturday worked by transfer
    ],
)
def test_what_was_missed_goes_out_in_the_hours_of_a_working_day(now: str, expected: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=OMSK)
    sent = may_send_at(moment.astimezone(UTC), OMSK, HOURS, RUSSIA)
    assert sent == datetime.fromisoformat(expected).replace(tzinfo=OMSK)


def test_kinds_are_stored_by_their_names() -> None:
    assert [kind.value for kind in StepKind] == [
        "unread",
        "open",
        "week",
        "soon",
        "short",
        "day",
        "late",
        "decide",
        "head",
        "viewers",
        "replan",
    ]


@pytest.mark.parametrize(
    ("form", "opens_on", "sent", "due", "told"),
    [
        (ControlForm.PERIODIC, "2026-10-01", "2026-09-01", "2026-11-10", ["01.10"]),  # a Thursday
        (ControlForm.PERIODIC, "2026-10-02", "2026-09-01", "2026-11-10", ["05.10"]),
        (ControlForm.PERIODIC, "2026-10-01", "2026-10-05", "2026-11-10", ["05.10"]),
        (ControlForm.PERIODIC, "2026-10-09", "2026-10-01", "2026-10-09", []),
        (ControlForm.YEARLY, "2026-05-13", "2026-05-20", "2026-05-31", []),
        (ControlForm.YEARLY, "2026-05-13", "2026-02-20", "2026-05-31", ["13.05"]),
    ],
)
def test_a_new_period_and_an_open_year_form_are_told_about(
    form: ControlForm, opens_on: str, sent: str, due: str, told: list[str]
) -> None:
    steps = plan_steps(
        form=form,
        requirement=(),
        due=date.fromisoformat(due),
        sent_on=date.fromisoformat(sent),
        calendar=RUSSIA,
        opens_on=date.fromisoformat(opens_on),
    )
    assert [f"{step.day:%d.%m}" for step in steps if step.kind is StepKind.OPEN] == told
