"""The file for a telephone's calendar."""

from datetime import UTC, date, datetime

from views.papers.calendar import Event, calendar_file


def test_a_whole_day_with_signs_that_the_format_uses() -> None:
    event = Event("a-1@x", date(2026, 10, 31), "п. 1.1; протокол № 12, срок", "строка\nещё \\ одна")
    data = calendar_file([event], datetime(2026, 9, 1, 7, tzinfo=UTC))
    text = data.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261031\r\nDTEND;VALUE=DATE:20261101\r\n" in text
    assert "SUMMARY:п. 1.1\\; протокол № 12\\, срок\r\n" in text
    assert "DESCRIPTION:строка\\nещё \\\\ одна\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_long_lines_are_folded_between_letters() -> None:
    data = calendar_file([Event("a", date(2026, 10, 1), "ж" * 200, "")], datetime(2026, 9, 1, tzinfo=UTC))
    assert all(len(row) <= 75 for row in data.split(b"\r\n"))
    assert "ж" * 200 in data.decode().replace("\r\n ", "")


def test_control_characters_never_reach_the_file() -> None:
    event = Event("a", date(2026, 10, 1), "п. 1\x07.1", "стро\u202eка\x00\rещё")
    text = calendar_file([event], datetime(2026, 9, 1, tzinfo=UTC)).decode()
    assert "SUMMARY:п. 1.1\r\n" in text
    assert "DESCRIPTION:строкаещё\r\n" in text
