"""Cards of digests with more to say than fits."""

from datetime import date, datetime, timedelta

from domain.lifecycle import Acceptance, State
from domain.minutes.model import ControlForm, Requirement
from domain.people import OutOfReach
from services.facts import AssignmentFacts, AuthorityFacts, ItemLabel, MinutesName
from services.reminders.digest_items import DigestItem, Section, Unread
from services.reminders.digests import Digest, OrganisationDigest
from services.reminders.official_digests import Lag, OfficialDigest, Progress
from tests.reminding import MOSCOW
from views.card import Card
from views.reminders.digests import digest_card, official_digest_card

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
    items = tuple(item(number, section, name) for section in Section for number in range(1, 10))
    return OrganisationDigest(id_, name, items, (Unread(MINUTES, 21), Unread(MINUTES, 2), Unread(MINUTES, 5)), 7)


def labels(card: Card) -> list[str]:
    return [button.text for row in card.rows for button in row]


def test_a_full_digest_shows_the_first_of_each_section_and_counts_the_rest() -> None:
    at = datetime(2023, 10, 30, 9, tzinfo=MOSCOW)
    card = digest_card(Digest(at, (full(1, "МКОУ Берёзовская СОШ"),)))
    assert "<b>Неделя 30 октября – 3 ноября</b>" in card.text
    assert "<b>Просрочено — 9</b>" in card.text
    assert card.text.count("и ещё 6") == len(Section)
    assert "протокол б/н от 07.07.2021: 21 пункт" in card.text
    assert labels(card)[:2] == ["от 07.07.2021 · 2 · абз. 1, до 30.10", "от 07.07.2021 · 2 · абз. 2, до 30.10"]
    assert len(labels(card)) == 6 + 2 + 1


def test_many_organisations_stay_one_message() -> None:
    at = datetime(2023, 10, 31, 15, tzinfo=MOSCOW)
    names = [f"МКОУ Очень длинная Основная школа № {number}" for number in range(7)]
    card = digest_card(Digest(at, tuple(full(id_, name) for id_, name in enumerate(names))))
    assert card.text.startswith("Добрый день! <b>Вторник, 31 октября</b>")
    assert len(card.text) < 4000
    assert "\n\nИ ещё 4 организации: откройте «Мои пункты».\n\n" in card.text
    assert card.text.endswith("Можно просто прислать сюда фото или файл: спросим, к какому пункту.")
    assert labels(card)[-2].startswith("Ознакомлен(а) · от 07.07.2021 · МКОУ")


def test_an_official_with_much_to_do_gets_a_short_card() -> None:
    at = datetime(2023, 10, 30, 18, 30, tzinfo=MOSCOW)
    label = ItemLabel(None, "1.1", None, names_question=False)
    progress = tuple(Progress(MINUTES, label, TODAY, done, 7) for done in range(5))
    late = tuple(item(number, Section.OVERDUE).assignment for number in (1, 2, 3))
    names = tuple(f"Школа {number}" for number in range(12))
    card = official_digest_card(
        OfficialDigest(
            at=at,
            to_check=21,
            to_check_labels=(label, label),
            overdue=Lag(late, 40, 12),
            this_week=progress,
            unread=names,
            undelivered=tuple((name, OutOfReach.UNREACHABLE) for name in names),
            progress=progress,
        )
    )
    assert card.text.startswith("Добрый вечер! <b>Понедельник, 30 октября</b>")
    assert "• отчёты на проверку — 21\n" in card.text
    assert "и ещё 37" in card.text
    assert "<b>Не ознакомились больше трёх дней — 12:</b> Школа 0, Школа 1, Школа 2 и ещё 9" in card.text
    assert "Школа 0, бот остановлен; Школа 1, бот остановлен" in card.text
    assert card.text.count("отчитал") == 3 + 3
    assert labels(card) == ["Проверить (21)", "Просрочено (40)", "Напомнить не отчитавшимся (12)"]
    assert len(card.text) < 1200
