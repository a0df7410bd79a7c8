"""The prepared town: a district in the middle of its autumn, with something to show on every screen."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from demo.rehearsal import Rehearsal, link_of
from demo.word import docx
from sandbox.clock import StandingClock
from sandbox.people import Person
from sandbox.telegram import Telegram

DATA = Path(__file__).parent / "data" / "town"
ZONE = ZoneInfo("Europe/Moscow")
FOUNDED = datetime(2026, 8, 17, 9, 30, tzinfo=ZONE)
#: The present of the town when a visitor comes: a Tuesday in the middle of work.
TODAY = datetime(2026, 10, 6, 10, 0, tzinfo=ZONE)
OFFICIAL = 7_100_000_001
AUTHORITY = "Отдел образования администрации Лесного района"
READY = "Протокол № 6 от 05.10.2026.docx"
PHOTO = "Приказ № 45-о.jpg"


@dataclass(frozen=True)
class Role:
    """Whose telephone the page shows, and as whom."""

    person: int
    place: str
    shown: bool = True


@dataclass
class Town:
    telegram: Telegram
    roles: list[Role] = field(default_factory=list)


@dataclass
class _Play:
    """The town while it is being made."""

    town: Town
    play: Rehearsal
    official: Person

    async def at(self, moment: str) -> None:
        await self.play.at(datetime.fromisoformat(moment).replace(tzinfo=ZONE))

    async def director(self, name: str, organisation: str, *, shown: bool = True) -> Person:
        """Somebody who has come in by a personal link."""
        person = _person(self.town, name, organisation, shown=shown)
        await self.play.writes(self.official, f"/invite {organisation}")
        await self.play.opens(person, link_of(self.official))
        await self.play.presses(person, "Да, это я")
        await self.play.presses(person, "Согласен")
        return person

    async def send_out(self, number: int) -> None:
        """A protocol without doubts goes from the file to everybody."""
        text = (DATA / f"protocol-{number}.txt").read_text(encoding="utf-8")
        await self.play.sends_file(self.official, docx(text.splitlines()), f"Протокол № {number}.docx")
        await self.play.presses(self.official, "Направить")
        await self.play.presses(self.official, "Направить ")

    async def deputy(self, director: Person, name: str, place: str) -> None:
        """Somebody the director has invited."""
        person = _person(self.town, name, place, shown=False)
        await self.play.writes(director, "/deputy")
        await self.play.presses(director, "Пригласить заместителя")
        await self.play.opens(person, link_of(director))
        await self.play.presses(person, "Да, это я")
        await self.play.presses(person, "Согласен")

    async def asks_everybody(self, who: Person, item: str, question: str, answer: str) -> None:
        """A question on an item, answered for all who have it."""
        await self.play.presses(who, item, "№ 5")
        await self.play.presses(who, "Задать вопрос")
        await self.play.writes(who, question)
        await self.play.presses(self.official, "Ответить всем", "Вопрос")
        await self.play.writes(self.official, answer)

    async def reports(self, who: Person, item: str, text: str = "", *, on: str = "") -> None:
        await self.play.presses(who, item, on)
        await self.play.presses(who, "Исполнено")
        if text:
            await self.play.writes(who, text)
        else:
            await self.play.sends_photo(who, photo(), caption="Приказ № 31 от 28.09.2026")
        await self.play.presses(who, "Отправить отчёт")


def ready_file() -> bytes:
    """The protocol that waits to be dropped into the official's chat."""
    return docx((DATA / "protocol-6.txt").read_text(encoding="utf-8").splitlines())


def photo() -> bytes:
    return (DATA / "order.jpg").read_bytes()


def _person(town: Town, name: str, place: str, *, shown: bool = True, user_id: int | None = None) -> Person:
    first, _, last = name.partition(" ")
    person = town.telegram.person(first, last, user_id=user_id)
    town.roles.append(Role(person.id, place, shown))
    return person


async def make_town(folder: Path) -> Town:
    """A new Telegram and, in `folder`, the bot's data: both as the same story has left them."""
    clock = StandingClock(FOUNDED)
    town = Town(Telegram(clock))
    official = _person(town, "Ольга Седова", "Специалист отдела образования", user_id=OFFICIAL)
    async with Rehearsal(town.telegram, clock, folder, frozenset({OFFICIAL})) as play:
        making = _Play(town, play, official)
        await _august(making)
        await _september(making)
        await making.at("2026-10-06 09:55")
    for person in town.telegram.people.values():
        person.reads()
    return town


async def _august(making: _Play) -> None:
    play, official = making.play, making.official
    await play.writes(official, "/start")
    await play.presses(official, "1. Назвать")
    await play.writes(official, AUTHORITY)
    await play.presses(official, "2. Загрузить")
    await play.sends_file(official, (DATA / "organisations.csv").read_bytes(), "организации.csv")
    await play.presses(official, "Загрузить")
    birch = await making.director("Пётр Лесной", "МКОУ Берёзовская СОШ")
    river = await making.director("Вера Тихая", "МКОУ Заречная ООШ")
    await making.director("Нина Боровая", "МКДОУ «Ромашка»")
    pine = await making.director("Игорь Сосна", "МКОУ Сосновская ООШ", shown=False)
    meadow = await making.director("Анна Полевая", "МКОУ Луговая СОШ", shown=False)
    await making.director("Лидия Ясная", "МКДОУ «Теремок»", shown=False)
    await making.deputy(birch, "Светлана Рощина", "МКОУ Берёзовская СОШ, заместитель")
    await making.at("2026-08-18 10:00")
    await making.send_out(4)
    for director in (birch, river, pine, meadow):
        await play.presses(director, "Ознакомлен")


async def _september(making: _Play) -> None:
    play, official = making.play, making.official
    _, birch, river, daisy, pine, meadow, house, _ = making.town.telegram.people.values()
    await making.at("2026-09-10 14:00")
    for director, site in ((birch, "berezovskaya"), (river, "zarechnaya"), (pine, "sosnovskaya")):
        await making.reports(director, "Пункт 1.2", f"https://{site}.example/raspisanie", on="№ 4")
    await making.at("2026-09-22 10:00")
    await making.send_out(5)
    for director in (birch, meadow, daisy):
        await play.presses(director, "Ознакомлен", "№ 5")
    await making.at("2026-09-28 11:30")
    await making.reports(birch, "Пункт 1.1", on="№ 4")
    await making.reports(pine, "Пункт 1.1", "Приказ № 12 от 25.09.2026", on="№ 4")
    await making.at("2026-09-29 16:00")
    await making.asks_everybody(daisy, "Пункт 2.1", "Хватит ли одного порядка на два здания?", "Да, одного достаточно")
    await making.at("2026-10-01 12:20")
    await making.reports(pine, "Пункт 1.1", "План пересмотрен на педсовете", on="№ 5")
    await play.presses(official, "Вернуть", "Сосновская")
    await play.presses(official, "Нет реквизитов")
    await making.at("2026-10-02 10:40")
    await making.reports(daisy, "Пункт 2.1", "Приказ № 9 от 01.10.2026", on="№ 5")
    await making.at("2026-10-05 09:05")
    await making.at("2026-10-05 15:10")
    await making.reports(meadow, "Пункт 1.1", on="№ 5")
    await _requests(making, river, house)
    await _an_applicant(making)


async def _requests(making: _Play, river: Person, house: Person) -> None:
    """What organisations ask for beside their reports: more time, another addressee."""
    await making.at("2026-10-05 15:40")
    await making.play.presses(river, "Пункт 1.1", "№ 5")
    await making.play.presses(river, "Просить о продлении")
    await making.play.presses(river, "до 16.10")
    await making.play.presses(river, "Нужно согласование")
    await making.play.presses(house, "Пункт 2.1", "№ 5")
    await making.play.presses(house, "Не относится к нам")
    await making.play.presses(house, "Нет такого подразделения")


async def _an_applicant(making: _Play) -> None:
    """Has only the link so far."""
    _person(making.town, "Алексей Дубов", "Новый человек, ещё не в боте")
    await making.play.writes(making.official, "/invite МКОУ Ольховская СОШ")
