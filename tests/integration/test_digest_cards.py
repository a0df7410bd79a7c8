"""Cards of digests with more to say than fits."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.lifecycle import Acceptance, State
from domain.minutes.model import ControlForm, Requirement
from domain.people import OutOfReach
from services.facts import AssignmentFacts, AuthorityFacts, ItemLabel, MinutesName
from services.reminders.by_item import ItemLag, Progress
from services.reminders.digest_items import DigestItem, Section, Unread
from services.reminders.digests import Digest, OrganisationDigest
from services.reminders.official_digests import Names, OfficialDigest
from tests.reminding import MOSCOW
from views.card import Card
from views.reminders.digests import LONGEST, digest_card
from views.reminders.official_digests import official_digest_card

TODAY = date(2023, 10, 30)
MINUTES = MinutesName(1, None, date(2021, 7, 7))


def item(number: int, section: Section, organisation: str = "МКОУ Берёзовская СОШ") -> DigestItem:
    facts = AssignmentFacts(
        id=number,
        version=1,
        state=State.ACKNOWLEDGED,
        form=ControlForm.REPORT,
        organisation_id=1,
        organisation=organisation,
        minutes=MINUTES,
        decision_id=number,
        label=ItemLabel(2, None, number, names_question=True),
        text="Подготовить " + "очень подробную справку о проведённой работе " * 5,
        due_date=TODAY,
        control_date=TODAY,
        requirement=(Requirement.FILE,),
        not_needed_allowed=False,
        acceptance=Acceptance.CHECKED,
        acknowledged_at=None,
        handed_in_on=None,
        closed_at=None,
        authority=AuthorityFacts(1, "Отдел образования", "", "Europe/Moscow", 3),
    )
    counts = TODAY + timedelta(days=number - 20 if section is Section.OVERDUE else number)
    return DigestItem(section, facts, counts, counts)


def full(id_: int, name: str) -> OrganisationDigest:
    items = tuple(
        item(100 * id_ + 10 * place + number, section, name)
        for place, section in enumerate(Section)
        for number in range(1, 10)
    )
    unread = (Unread(MINUTES, 21), Unread(MINUTES, 2), Unread(MINUTES, 5))
    return OrganisationDigest(id_, name, items, unread, 7, rest=23, rest_late=4)


def labels(card: Card) -> list[str]:
    return [button.text for row in card.rows for button in row]


def test_a_full_digest_names_what_is_late_each_with_a_button_and_counts_the_rest() -> None:
    at = datetime(2023, 10, 30, 9, tzinfo=MOSCOW)
    card = digest_card(Digest(at, (full(1, "МКОУ Берёзовская СОШ"),)))
    assert len(card.text) <= LONGEST
    assert "<b>Неделя 30 октября – 3 ноября</b>" in card.text
    assert "<b>Просрочено — 9</b>\n• вопрос 2, абз. 101" in card.text
    shown = card.text.count("• вопрос 2, абз.")
    assert f"и ещё {9 - shown}\n\n<b>Сегодня последний рабочий день — 9</b>" in card.text
    assert "протокол б/н от 07.07.2021: 21 пункт" in card.text
    assert "Ещё на контроле — 23, из них просрочено 4. На проверке — 7." in card.text
    assert len([label for label in labels(card) if "абз." in label]) == shown >= 1
    assert labels(card)[shown:] == [
        "Ознакомлен(а) · от 07.07.2021",
        "Ознакомлен(а) · от 07.07.2021",
        "Все просроченные (9)",
    ]


def test_a_usual_digest_names_everything() -> None:
    at = datetime(2023, 10, 30, 9, tzinfo=MOSCOW)
    items = (item(1, Section.OVERDUE), item(2, Section.RETURNED), item(3, Section.WEEK), item(4, Section.WEEK))
    card = digest_card(Digest(at, (OrganisationDigest(1, "МКОУ Берёзовская СОШ", items, rest=7),)))
    assert card.text.count("• вопрос 2") == 4
    assert "и ещё" not in card.text
    assert labels(card)[-1] == "Мои пункты"
    assert len(labels(card)) == 5


def test_many_organisations_stay_one_short_message_the_most_urgent_first() -> None:
    at = datetime(2023, 10, 31, 15, tzinfo=MOSCOW)
    names = [f"МКОУ Очень длинная Основная школа № {number}" for number in range(7)]
    calm = OrganisationDigest(9, "МКОУ Спокойная", (item(9, Section.SOON),))
    card = digest_card(Digest(at, (calm, *(full(id_, name) for id_, name in enumerate(names)))))
    assert card.text.startswith("Добрый день! <b>Вторник, 31 октября</b>\n\n<b>МКОУ Очень длинная")
    assert len(card.text) <= LONGEST
    assert "организаций: откройте «Мои пункты».\n\n" in card.text
    assert "МКОУ Спокойная" not in card.text
    assert card.text.endswith("Можно просто прислать сюда фото или файл: спросим, к какому пункту.")
    assert any(label.startswith("Ознакомлен(а) · от 07.07.2021 · МКОУ") for label in labels(card))


def lag(number: int, names: tuple[str, ...] = (), newest: date = TODAY) -> ItemLag:
    label = ItemLabel(None, f"1.{number}", None, names_question=False)
    return ItemLag(number, MINUTES, label, newest, newest, len(names) or 7, 9, names)


def test_an_official_with_much_to_do_gets_a_short_card() -> None:
    at = datetime(2023, 10, 30, 18, 30, tzinfo=MOSCOW)
    label = ItemLabel(None, "1.1", None, names_question=False)
    progress = tuple(Progress(MINUTES, label, TODAY, done, 7) for done in range(5))
    friday, names = date(2023, 10, 27), tuple(f"Школа {number}" for number in range(12))
    digest = OfficialDigest(
        at=at,
        since=friday,
        whole=True,
        to_check=21,
        to_check_labels=(label, label),
        overdue=(
            lag(1, ("МКОУ Заречная ООШ",), friday),
            *(lag(number, (), date(2023, 10, 2)) for number in range(2, 40)),
        ),
        behind=12,
        this_week=progress,
        unread=Names(names, 4, 12),
        unopened=(),
        undelivered=tuple((name, OutOfReach.UNREACHABLE) for name in names),
    )
    card = official_digest_card(digest)
    assert card.text.startswith("Добрый вечер! <b>Понедельник, 30 октября</b>")
    assert "• отчёты на проверку — 21\n" in card.text
    assert (
        "<b>С пятницы просрочено — 1</b>\n• п. 1.1, протокол от 07.07.2021: не отчиталась 1 из 9 – МКОУ Заречная ООШ"
        in card.text
    )
    assert (
        "<b>Просрочено раньше — 38</b>\n• п. 1.2, протокол от 07.07.2021: не отчитались 7 из 9 (срок 02.10)"
        in card.text
    )
    assert "<b>Не ознакомились больше трёх дней — 12, новых 4:</b> Школа 0" in card.text
    assert labels(card) == ["Проверить (21)", "Просрочено (267)", "Напомнить не отчитавшимся (12)"]
    assert len(card.text) <= LONGEST
    assert (
        len(official_digest_card(replace(digest, director=Digest(at, (full(1, "МКОУ Берёзовская СОШ"),)))).text)
        <= LONGEST
    )
    other_day = official_digest_card(replace(digest, whole=False))
    assert "<b>Просрочено раньше — 38</b>\n\n" in other_day.text
