"""A school year as a district lives it, chapter by chapter: who is there, what they do, and what holds at its end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from db.models import Assignment, Audit, Decision, Notice, NoticeKind, NoticeState
from domain.calendar import WorkingCalendar
from domain.lifecycle import REPORTABLE, State
from domain.minutes.model import Requirement
from domain.reports import EvidenceKind
from sandbox.model import Message
from services.reports import by_phone
from services.reports.collecting import Incoming
from tests.person import Someone
from tests.stories.test_own_history import colleague
from tests.stories.town import Town, add_deputy
from tests.story import MOSCOW, Story

#: What somebody says on the telephone; of what may be sent the first of these.
SAID = {
    Requirement.NUMBER: "3",
    Requirement.REFERENCE: "приказ № 7 от 01.09.2023",
    Requirement.LINK: "https://example.org/news",
}
QUARTERLY = """Протокол № 9 совещания с руководителями образовательных организаций

Дата – 11.09.2023

Повестка дня:
1. О питании обучающихся

По 1 вопросу «О питании обучающихся»
Решили:
1.1. Представлять сведения об охвате обучающихся горячим питанием.
Срок: ежеквартально до 5 числа
Отв.: директора школ.
"""


@dataclass
class Year:
    """Four schools with telephones, one with a deputy; the others are told by telephone."""

    town: Town
    schools: tuple[str, ...]
    official: Someone
    successor: Someone
    head: Someone
    viewer: Someone
    deputy: Someone
    outside: dict[int, str] = field(default_factory=dict)
    gardens: tuple[Someone, ...] = ()

    @property
    def story(self) -> Story:
        return self.town.story

    @property
    def directors(self) -> tuple[Someone, ...]:
        """Берёзовская answers carefully, Сосновская shortly, Заречная late, Озёрская asks for more time."""
        return tuple(self.town.directors[name] for name in self.schools[:4])

    @property
    def everybody(self) -> tuple[Someone, ...]:
        return tuple(self.story.people)


async def people_of(town: Town, schools: tuple[str, ...]) -> Year:
    """The specialist, who will take over in July, the head, who only looks; a deputy at the first school."""
    official = await colleague(town, "Вера Уходящая")
    successor = await colleague(town, "Иван Сменный")
    head = await colleague(town, "Анна Главная")
    viewer = await colleague(town, "Глеб Смотрящий", "Руководитель")
    await town.official.sends("/users")
    await town.official.taps("Руководитель органа")
    await town.official.taps("☐ Анна")
    deputy = await add_deputy(town, schools[0])
    year = Year(town, schools, official, successor, head, viewer, deputy)
    year.outside = {number: name for name, number in town.organisations.items() if name not in town.directors}
    return year


async def answers_by_phone(year: Year, official: Someone, until: date) -> int:
    """Every organisation outside the bot answers what is due by a day; the official enters it."""
    async with year.story.db.read() as session:
        rows = await session.execute(
            select(Assignment.id, Assignment.version, Decision.requirement)
            .join(Decision, Decision.id == Assignment.decision_id)
            .where(
                Assignment.organisation_id.in_(year.outside),
                Assignment.form.in_(REPORTABLE),
                Assignment.due_date <= until,
                Assignment.state.in_((State.ASSIGNED, State.ACKNOWLEDGED)),
            )
        )
        found = rows.all()
    for assignment_id, version, requirement in found:
        ctx = await year.town.context(official)
        entering = await by_phone.enter(ctx, assignment_id, version)
        words = next((SAID[Requirement(code)] for code in requirement if code in SAID), "сделано")
        await by_phone.add(ctx, entering.report.id, Incoming(f"{assignment_id}:1", EvidenceKind.TEXT, words))
        await by_phone.finish(ctx, entering.report.id)
    await year.story.settle()
    return len(found)


async def opens(someone: Someone, button: str) -> None:
    """An item from «Мои пункты», on whichever page."""
    await someone.sends("/tasks")
    while not someone.has_button(button) and someone.has_button("▶"):
        await someone.taps("▶")
    await someone.taps(button)


# --- September ---------------------------------------------------------------------------------------------------


async def september(year: Year) -> None:
    """Everybody has read; a question is answered to all; a second protocol; somebody acts for the director."""
    story, official = year.story, year.official
    birch, pine, river, lake = year.directors
    for director in (birch, pine, lake):
        await director.taps("Ознакомлен")
    await pine.taps("Пункт 1.1", on="направляет решения")
    await pine.taps("Задать вопрос")
    await pine.sends("Нужен ли отдельный приказ по филиалу?")
    official.sees("Вопрос: МКОУ Сосновская СОШ", "по филиалу?")
    await official.taps("Ответить всем")
    await official.sends("Нет, достаточно одного приказа")
    pine.sees("Ответ на Ваш вопрос", "достаточно одного приказа")
    lake.sees("Разъяснение по пункту", "достаточно одного приказа")
    await story.at("2023-08-31 12:00")
    river.sees("Доброе утро!")
    await river.taps("Ознакомлен", on="направляет решения")
    await story.at("2023-09-14 12:00")
    await official.uploads(QUARTERLY.encode(), "протокол 9.txt")
    await official.taps("Направить")
    await official.taps("Направить")
    birch.sees("протокол № 9", "до 05.10.2023")
    await year.town.official.sends("/org Берёзовская")
    await year.town.official.taps("Назначить и. о.")
    await year.town.official.taps("Вера Тихая")
    await year.town.official.taps("Другая дата")
    await year.town.official.sends("28.09.2023")
    year.deputy.sees("Вы исполняете обязанности руководителя до 28.09.2023")


async def kindergartens(year: Year) -> None:
    """Their date is corrected; one sends a photo, one a file, to the third the item does not belong."""
    story, official = year.story, year.official
    photo, other, file = year.gardens
    await official.sends("/protocols")
    await official.taps("№ 8")
    while not official.has_button(r"вопрос 2, абз\. 1"):
        await official.taps("▶")
    await official.taps(r"вопрос 2, абз\. 1")
    await official.taps("Изменить")
    await official.taps("Срок")
    await official.taps("Другая дата")
    await official.sends("20.09.2023")
    await official.taps("Срок перенесён")
    for garden in year.gardens:
        garden.sees("Уточнение к протоколу № 8", "новый срок — до 20.09.2023 (было 15.09.2023)")
    await story.at("2023-09-15 12:00")
    await photo.sends_photo()
    await photo.taps("№ 8 · 2 · абз. 1", on="К какому пункту?")
    await file.uploads(b"%PDF-1.4 form", "Заявка на курсы.pdf")
    await file.taps("№ 8 · 2 · абз. 1", on="К какому пункту?")
    await story.advance(minutes=5)
    for _ in range(2):
        await official.sends("/review")
        await official.taps("Принять")
    for garden in (photo, file):
        garden.sees("Отчёт принят", "Исполнено в срок")
    await opens(other, "№ 8 · 2 · абз. 1")
    await other.taps("Не относится к нам")
    await other.taps("Нет такого подразделения")
    await official.taps("Отменить для неё")
    other.sees("отменён", "больше ничего не требуется")
    await answers_by_phone(year, official, date(2023, 9, 20))


# --- October and November ----------------------------------------------------------------------------------------


async def october(year: Year) -> None:
    """Quarter reports; a rework; a typed reference; more time; one school is silent."""
    story, official = year.story, year.official
    birch, pine, river, lake = year.directors
    await story.at("2023-09-29 00:10")
    await story.at("2023-09-29 12:00")
    assert said(year.deputy, "Вы больше не исполняете обязанности руководителя") == ["29.09 09:00"]
    await quarter(year, date(2023, 10, 5), "2023-10-03 12:00")
    await story.at("2023-10-09 12:00")
    await birch.sends_photo()
    birch.sees("К какому пункту?", "п. 1.1, № 8", "п. 1.1, № 9")
    await birch.taps("№ 8 · 1.1", on="К какому пункту?")
    birch.sees("Отчёт по п. 1.1 получен 09.10.2023", "в срок")
    await pine.sends("1.1 приказ 45-о от 02.10")
    pine.sees("К какому пункту?", "п. 1.1, № 8", "п. 1.1, № 9")
    await pine.taps("№ 8 · 1.1", on="К какому пункту?")
    pine.sees("приказ № 45-о от 02.10.2023", "снят с контроля")
    await opens(lake, "№ 8 · 1.1")
    await lake.taps("Просить о продлении")
    await lake.taps("до ")
    await lake.taps("Ждём документ")
    official.sees("Просят о продлении: МКОУ Озёрская СОШ")
    await official.taps("Продлить до")
    await story.at("2023-10-10 12:00")
    await official.sends("/review")
    await official.taps("Вернуть")
    await official.taps("Не тот документ")
    birch.sees("возвращён на доработку", "Что сделать:")
    await birch.taps("Дополнить отчёт")
    await birch.sends("приказ № 45-о от 02.10.2023")
    await birch.taps("Отправить отчёт")
    await story.at("2023-10-11 12:00")
    await official.sends("/review")
    await official.taps("Принять")
    birch.sees("Отчёт принят, спасибо!", "снят с контроля 11.10.2023", "Исполнено в срок")
    await answers_by_phone(year, official, date(2023, 10, 15))
    await story.at("2023-10-17 12:00")
    river.sees("Просрочено", "п. 1.1")
    await official.sends("/overdue")
    official.sees("Просрочено на 17.10.2023: 1 организация, 1 пункт", "МКОУ Заречная СОШ")
    await lake.sends("1.1 приказ 12-о от 16.10")
    await lake.taps("№ 8 · 1.1", on="К какому пункту?")
    lake.sees("снят с контроля")


async def november(year: Year) -> None:
    """Two weeks late: the official decides; then the head and the viewer are told once; then the school answers."""
    story, official, river = year.story, year.official, year.directors[2]
    await story.at("2023-10-30 12:00")
    official.sees("Решите: продлить, отменить, доложить — 1", "МКОУ Заречная СОШ")
    await story.at("2023-11-03 12:00")
    year.head.sees("Просрочено 19 дней и больше: 1 организация, 1 пункт", "МКОУ Заречная СОШ")
    await story.at("2023-11-08 12:00")
    year.viewer.sees("Просрочено 24 дня и больше: 1 организация, 1 пункт")
    await river.sends_photo()
    await river.taps("№ 8 · 1.1", on="К какому пункту?")
    river.sees("получен 08.11.2023")
    await story.at("2023-11-09 12:00")
    await official.sends("/review")
    await official.taps("Принять")
    river.sees("Отчёт принят", "Исполнено с нарушением срока", "остался только годовой итог: спросим 13.05.2024")
    await official.sends("/overdue")
    official.sees("Просроченных пунктов нет.")


# --- the quarters ------------------------------------------------------------------------------------------------


async def quarter(year: Year, due: date, on: str) -> None:
    """Everybody reports on protocol 9 at a moment; all is accepted together."""
    story, official = year.story, year.official
    await story.at(on)
    for director in year.directors:
        await opens(director, "№ 9 · 1.1")
        director.sees(f"{due:%d.%m.%Y}")
        await director.taps("Исполнено")
        await director.sends("охвачено 412 обучающихся")
        await director.taps("Отправить отчёт")
        director.sees("получен")
    await story.advance(minutes=5)
    await official.sends("/review")
    await official.taps(r"Принять все \(4\)")
    await official.taps("Да, принять")
    await answers_by_phone(year, official, due)


async def winter(year: Year) -> None:
    """The fourth quarter is due in the holidays: everybody is reminded before them and left alone in them."""
    story = year.story
    birch = year.directors[0]
    await story.at("2023-12-29 12:00")
    birch.sees("до 05.01 (выходной), удобнее до 29.12")
    await quarter(year, date(2024, 1, 5), "2023-12-29 13:00")
    before = {someone: len(someone.received) for someone in year.everybody}
    await story.at("2024-01-08 23:00")
    assert all(len(someone.received) == known for someone, known in before.items()), "holidays"
    await story.at("2024-01-10 12:00")


async def spring(year: Year) -> None:
    """The first quarter; nothing else until May."""
    story = year.story
    story.jump("2024-03-20 12:00")
    await quarter(year, date(2024, 4, 5), "2024-04-02 12:00")
    await story.at("2024-04-08 12:00")
    story.jump("2024-05-08 12:00")


# --- May and June ------------------------------------------------------------------------------------------------


async def may(year: Year) -> None:
    """The year form: two lines of a school, totals for the official."""
    story, official = year.story, year.official
    birch, pine, river, lake = year.directors
    await story.at("2024-05-13 12:00")
    for director, figure in ((birch, "6"), (pine, "4"), (lake, "2")):
        director.sees("Годовой итог за 2023/24: 2 строки", "Сдать до 31.05.2024")
        await director.taps("Заполнить")
        await director.sends(figure)
        await director.sends("протокол № 2 от 14.11.2023")
        await director.taps("Отправить итог")
        director.sees("Годовой итог сдан, спасибо!")
    for garden in year.gardens:
        garden.sees("Годовой итог за 2023/24: 1 строка")
        await garden.taps("Заполнить")
        await garden.sends("1")
        await garden.taps("Отправить итог")
    await answers_by_phone(year, official, date(2024, 5, 31))
    await story.at("2024-05-20 12:00")
    await official.sends("/protocols")
    await official.taps("Годовой итог")
    official.sees("Годовой итог за 2023/24", "Ещё не сдали — 1")
    await story.at("2024-06-04 12:00")
    river.sees("не сдан")
    assert "Просрочено" not in river.received[-1].text
    await official.sends("/overdue")
    official.does_not_see("Заречная")
    await river.taps("Годовой итог")
    await river.sends("1")
    await river.sends("№ 3 от 15.11.2023")
    await river.taps("Отправить итог")
    river.sees("сдан, спасибо")


async def june(year: Year) -> None:
    """One question about everything «постоянно»: current work. The quarter reports end with the school year."""
    official = year.official
    asked = [message for message in official.received if "Июнь:" in message.text]
    assert len(asked) == 1
    assert asked[0].at.astimezone(MOSCOW).date() == date(2024, 6, 3), "the first of June was a Saturday"
    await official.taps("Отменить как текущую работу", on="Июнь:")
    await official.taps("Да, отменить")
    official.sees("Отменено как текущая работа")
    await official.sends("/protocols")
    await official.taps("№ 9")
    await official.taps("п. 1.1")
    await official.taps("Завершить повтор")
    await official.taps("Открытые оставить")
    await official.taps("Цель достигнута")
    official.sees("Повтор завершён")


# --- summer ------------------------------------------------------------------------------------------------------


async def summer(year: Year) -> None:
    """The second quarter on its day; the office changes hands; silence."""
    story, vera, ivan = year.story, year.official, year.successor
    await quarter(year, date(2024, 7, 5), "2024-07-03 12:00")
    await story.at("2024-07-15 12:00")
    await vera.sends("/settings")
    await vera.taps("Передать дела")
    await vera.taps("Иван")
    await vera.taps("Передать и закрыть мне доступ")
    ivan.sees("Вам переданы дела: Вера Уходящая", "протокол № 8", "протокол № 9")
    await vera.sends("/overdue")
    vera.sees("недоступно")
    before = {someone: len(someone.received) for someone in year.everybody}
    await story.at("2024-08-20 23:00")
    assert all(len(someone.received) == known for someone, known in before.items()), "summer"
    await story.at("2024-08-28 12:00")


async def told_in_words(year: Year) -> None:
    """The history of one item, for whoever has taken over."""
    ivan = year.successor
    await ivan.sends("/protocols")
    await ivan.taps("№ 8")
    await ivan.taps("п. 1.1")
    ivan.sees("МКОУ Берёзовская СОШ: снято с контроля 11.10.2023")
    await ivan.taps(year.schools[0])
    ivan.sees("Состояние: снято с контроля 11.10.2023")
    await ivan.taps("История")
    ivan.sees(
        "28.08.2023 в 10:01 — Направлено исполнителю",
        "Ознакомление подтверждено",
        "09.10.2023 в 12:00 — Отчёт сдан",
        "10.10.2023 в 12:00 — Отчёт возвращён на доработку",
        "Отчёт принят, снято с контроля",
        "15.07.2024 в 12:00 — Контроль передан другому специалисту",
    )


# --- what holds at the end ---------------------------------------------------------------------------------------


def said(someone: Someone, words: str) -> list[str]:
    """When somebody was told something."""
    return [f"{_local(each):%d.%m %H:%M}" for each in someone.received if words in each.text]


def _local(message: Message) -> datetime:
    return message.at.astimezone(MOSCOW)


def nobody_was_disturbed(people: Sequence[Someone]) -> None:
    """Nothing at night or on a day off."""
    calendar = WorkingCalendar()
    wrong = [
        f"{someone.person.user.first_name}, {_local(message):%a %d.%m.%Y %H:%M}: {message.text[:80]}"
        for someone in people
        for message in someone.received
        if not 8 <= _local(message).hour < 20 or not calendar.is_reminder_day(_local(message).date())
    ]
    assert wrong == []


async def one_digest_a_day(story: Story) -> None:
    async with story.db.read() as session:
        rows = await session.scalars(
            select(Notice).where(
                Notice.kind.in_((NoticeKind.DIGEST, NoticeKind.CONTROL_DIGEST)), Notice.state == NoticeState.SENT
            )
        )
        digests = Counter((row.account_id, row.sent_at and row.sent_at.astimezone(MOSCOW).date()) for row in rows)
    assert digests
    assert max(digests.values()) == 1


async def figures_agree(story: Story) -> dict[str, int]:
    """Accepted, cancelled and open are all; the audit says the same as the state."""
    async with story.db.read() as session:
        rows = [*await session.scalars(select(Assignment))]
        audit = [*await session.scalars(select(Audit).where(Audit.subject == "assignment").order_by(Audit.id))]
    last = {row.subject_id: row.to_state for row in audit if row.to_state in set(State)}
    assert {row.id: str(row.state) for row in rows} == {row.id: last.get(row.id) for row in rows}
    counts = Counter(
        "accepted" if row.state is State.ACCEPTED else "cancelled" if row.state is State.CANCELLED else "open"
        for row in rows
    )
    assert counts.total() == len(rows)
    return dict(counts)
