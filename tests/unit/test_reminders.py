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
    sent: str, due: str | None, *requirement: Requirement, form: ControlForm = ControlForm.REPORT, summer: bool = False
) -> list[str]:
    steps = plan_steps(
        form=form,
        requirement=requirement,
        due=date.fromisoformat(due) if due else None,
        sent_on=date.fromisoformat(sent),
        calendar=RUSSIA,
        summer_mode=summer,
    )
    whom = {Audience.ORGANISATION: "", Audience.CONTROLLER: " to controller"}
    return [f"{step.day:%d.%m} {step.kind}{whom[step.audience]}" for step in steps]


@pytest.mark.parametrize(
    ("sent", "due", "expected"),
    [
        pytest.param(
            "2023-08-27",
            "2023-10-15",
            ["29.08 unread", "30.08 unread to controller", "09.10 week", "12.10 eve", "13.10 day", "16.10 late"],
            id="due on a Sunday is for Friday",
        ),
        pytest.param(
            "2024-02-01",
            "2024-02-26",
            ["05.02 unread", "06.02 unread to controller", "22.02 eve", "26.02 day", "27.02 late"],
            id="due on a Monday after a holiday: its week has no earlier morning",
        ),
        pytest.param(
            "2024-04-01",
            "2024-05-03",
            ["03.04 unread", "04.04 unread to controller", "02.05 eve", "03.05 day", "06.05 late"],
            id="a Monday off by transfer moves to the eve and is one step",
        ),
        pytest.param(
            "2025-10-01",
            "2025-11-04",
            ["03.10 unread", "06.10 unread to controller", "27.10 week", "30.10 eve", "31.10 day", "05.11 late"],
            id="a Saturday worked by transfer is no reminder day",
        ),
        pytest.param(
            "2025-12-01",
            "2026-01-10",
            ["03.12 unread", "04.12 unread to controller", "29.12 eve", "30.12 day", "12.01 late"],
            id="due in the New Year break",
        ),
        pytest.param(
            "2026-03-10",
            "2026-03-11",
            ["11.03 day", "12.03 late", "12.03 unread", "13.03 unread to controller"],
            id="sent the day before",
        ),
        pytest.param(
            "2026-03-11",
            "2026-03-11",
            ["11.03 day", "12.03 late", "13.03 unread", "16.03 unread to controller"],
            id="sent on the due morning",
        ),
        pytest.param(
            "2026-03-14",
            "2026-03-15",
            ["16.03 late", "17.03 unread", "18.03 unread to controller"],
            id="sent on the weekend of the due date",
        ),
        pytest.param(
            "2026-03-11",
            "2026-03-02",
            ["13.03 unread", "16.03 unread to controller", "16.03 late"],
            id="sent after the due date",
        ),
    ],
)
def test_an_answer_to_a_date(sent: str, due: str, expected: list[str]) -> None:
    assert plan(sent, due, Requirement.ANSWER) == expected


def test_a_file_or_a_reference_is_announced_a_week_earlier() -> None:
    assert plan("2023-08-27", "2023-10-15", Requirement.FILE, Requirement.NUMBER)[2:4] == ["02.10 week", "09.10 week"]
    assert "02.10 week" not in plan("2023-08-27", "2023-10-15", Requirement.NUMBER)


def test_the_earlier_week_keeps_its_place_when_its_monday_is_off() -> None:
    assert plan("2024-05-20", "2024-06-20", Requirement.REFERENCE)[2:] == [
        "10.06 week", "17.06 week", "19.06 eve", "20.06 day", "21.06 late",
    ]  # fmt: skip
    assert "02.05 week" in plan("2024-04-10", "2024-05-07", Requirement.FILE)


@pytest.mark.parametrize("form", [ControlForm.WORK, ControlForm.INFORMATION])
def test_items_without_a_report_only_ask_to_be_read(form: ControlForm) -> None:
    assert plan("2023-08-28", "2023-10-16", form=form) == ["30.08 unread", "31.08 unread to controller"]
    assert plan("2023-08-28", None, form=ControlForm.REPORT) == ["30.08 unread", "31.08 unread to controller"]


def test_in_summer_mode_only_the_due_morning_disturbs() -> None:
    assert plan("2024-06-27", "2024-07-10", Requirement.FILE, summer=True) == [
        "10.07 day", "21.08 unread to controller", "21.08 late", "21.08 unread",
    ]  # fmt: skip
    assert plan("2024-06-27", "2024-07-10", Requirement.FILE) != plan("2024-06-27", "2024-07-10", summer=True)
    assert plan("2024-08-15", "2024-09-10", summer=True)[2:] == ["09.09 eve", "10.09 day", "11.09 late"]


def test_late_is_next_morning_then_three_days_on_then_mondays() -> None:
    due = date(2023, 10, 15)
    days = [due]
    for _ in range(5):
        days.append(next_late(days[-1], due, RUSSIA))
    assert [f"{day:%d.%m}" for day in days[1:]] == ["16.10", "19.10", "23.10", "30.10", "07.11"]


def test_late_after_a_long_silence_goes_on_from_today() -> None:
    assert next_late(date(2023, 12, 27), date(2023, 10, 15), RUSSIA) == date(2024, 1, 9)
    assert next_late(date(2024, 1, 9), date(2023, 10, 15), RUSSIA) == date(2024, 1, 15)
    assert next_late(date(2024, 6, 24), date(2024, 6, 3), RUSSIA, summer_mode=True) == date(2024, 8, 21)


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
        "eve",
        "day",
        "late",
        "decide",
        "head",
        "viewers",
    ]


@pytest.mark.parametrize(
    ("form", "opens_on", "sent", "due", "told"),
    [
        (ControlForm.PERIODIC, "2026-10-01", "2026-09-01", "2026-11-10", ["01.10"]),
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
