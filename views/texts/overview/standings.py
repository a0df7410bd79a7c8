"""How an assignment stands, as officials write it: in every table and sentence of papers."""

from datetime import date

from domain.discipline import Standing, Tally
from domain.lifecycle import State
from services.overview.figures import Line, days_late
from views.format import day, plural, short_day

IN_TIME = "В срок"
#: Instead of a zero and of nothing.
NONE = "–"


def count(value: int) -> str:
    return str(value) if value else NONE


def days(value: int) -> str:
    return plural(value, "день", "дня", "дней").replace(" ", "\xa0")


def state_of(line: Line, today: date) -> str:
    """«исполнено в срок», «на проверке, сдано с нарушением срока», «не исполнено, просрочено на 9 дней»."""
    late = days_late(line, today)
    if line.standing is Standing.NOT_DONE:
        return f"не исполнено, просрочено на {days(late)}"
    if line.counted.state is State.ACCEPTED:
        return f"исполнено с нарушением срока, на {days(late)}" if late else "исполнено в срок"
    return f"{_open(line)}{', сдано с нарушением срока' if late else ''}"


def _open(line: Line) -> str:
    counted = line.counted
    if counted.state is State.CANCELLED:
        return "отменено"
    if counted.state is State.REPORTED:
        return "на проверке"
    if counted.state is State.RETURNED:
        return f"на доработке до {short_day(counted.control)}" if counted.control else "на доработке"
    if counted.state is State.DISPUTED:
        return "исполнитель уточняется"
    return "просят продлить срок" if counted.extension_waits else "срок не наступил"


def due(line: Line) -> str:
    """«20.10.2023 (продлено с 15.10)»: never a date moved silently."""
    if line.counted.due is None:
        return NONE
    moved = f" (продлено с {short_day(line.original_due)})" if line.original_due and line.is_moved else ""
    return f"{day(line.counted.due)}{moved}"


def discipline(found: Tally) -> str:
    """«52 из 63 (83 %)»; without a percentage where it would say nothing."""
    share = f"{found.in_time} из {found.judged}"
    return share if found.percent is None else f"{share} ({found.percent}\xa0%)"


def in_words(found: Tally) -> str:
    """«исполнено в срок – 52, с нарушением срока – 7, не исполнено – 4, ждут решения отдела – 4»."""
    parts = (
        ("исполнено в срок", found.in_time),
        ("с нарушением срока", found.late),
        ("не исполнено", found.not_done),
        ("ждут решения отдела", found.undecided),
    )
    return ", ".join(f"{name} – {value}" for name, value in parts if value)
