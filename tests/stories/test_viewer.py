"""«Руководитель (только просмотр)» walks through every screen: all is to be seen, nothing can be changed."""

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import func, select

from db.models import Audit
from domain.people import Role
from sandbox.model import Message
from services.joining import invitation_codes, onboarding
from services.people import invitations
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.test_reports import published
from tests.stories.town import SCHOOLS, Town
from tests.story import Story
from views import callbacks

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS

#: Buttons that only show something, by their prefix.
LOOKING = frozenset(
    {"r", "ev", "ov", "due", "prs", "pr", "pri", "case", "ovx", "org", "ctr", "orig", "menu", "help", "set"}
    | {"orgs", "orgf", "trail", "trails", "thr", "yt", "yx", "own", "owi", "stg", "unr", "unrx"}
    | {"pap", "pam", "papp", "stt", "dueu", "duex", "flt"}
)
#: Buttons about oneself.
OWN = frozenset(["name", "forget", "priv", "hour", "hours1", "rhythm"])
#: Not pressed on the walk: they ask for typed words or would end it.
NOT_PRESSED = frozenset({"orgf", "name", "forget", "hours1", "rhythm", "priv"})
COMMANDS = (
    "/start", "/overdue", "/overdue Берёзовская", "/overdue протокол № 12", "/due", "/due 60", "/protocols", "/orgs",
    "/org Берёзовская", "/find осмотр", "/find 1.1", "/report", "/report октябрь", "/stats", "/settings", "/help",
)  # fmt: skip
#: What officials type; a viewer is refused politely.
REFUSED_COMMANDS = (
    "/review", "/remind", "/groups", "/new Директорам школ провести осмотр до 20 октября", "/invite", "/invite Заречная"
)  # fmt: skip


def every_button() -> list[str]:
    """One button of every kind there is, about the first thing of its sort, but those about oneself."""
    kinds = [kind for kind in vars(callbacks).values() if isinstance(kind, type) and issubclass(kind, CallbackData)]
    return [
        kind(**{n: DATES.get(n, VALUES[f.annotation]) for n, f in kind.model_fields.items()}).pack()
        for kind in kinds
        if kind is not CallbackData and kind.__prefix__ not in OWN
    ]


DATES: dict[str, object] = {"year": 2026, "month": 202610}
VALUES: dict[object, object] = {int: 1, str: "1", bool: True}


@remembered
async def overseen(story: Story) -> tuple[Town, Someone]:
    """A protocol with a report to check, an accepted one and an overdue one; a viewer who joins."""
    town = await published(story)
    for name in (BIRCH, PINE):
        director = town.directors[name]
        await director.taps("Пункт 1.1")
        await director.taps("Исполнено")
        await director.sends_photo()
        await director.taps("Отправить отчёт")
    await town.official.taps("Принять", on=BIRCH)
    await story.at("2026-10-26 12:00")
    viewer = story.person("Глава Района")
    viewer.person.starts()
    await story.settle()
    invitation = await invitations.invite_official(await town.context(town.official), Role.VIEWER)
    guest = await town.context(viewer)
    opened = await invitation_codes.open_invitation(guest, invitation.code)
    await onboarding.join(
        guest,
        opened.invitation_id,
        opened.organisation_id or 0,
        says_director=True,
        name="Глава Района",
        consent=onboarding.CONSENT_VERSION,
    )
    return town, viewer


async def changes(story: Story) -> int:
    async with story.db.read() as session:
        return await session.scalar(select(func.count(Audit.id))) or 0


async def test_every_screen_is_for_looking_only(story: Story) -> None:
    _, viewer = await overseen(story)
    before = await changes(story)
    met: dict[str, str] = {}
    pressed: set[str] = set()
    for command in COMMANDS:
        await viewer.sends(command)
        viewer.does_not_see("Это действие Вам недоступно")
        message, waiting = viewer.screen, _buttons(viewer.screen)
        while waiting:
            data, label = waiting.popitem()
            met[data] = label
            if data in pressed or data.split(":")[0] not in (LOOKING | OWN) - NOT_PRESSED:
                continue
            pressed.add(data)
            count = len(viewer.received)
            viewer.person.taps_data(data, on=message)
            await story.settle()
            viewer.does_not_see("Это действие Вам недоступно")
            for shown in (message, *viewer.received[count:]):
                waiting |= _buttons(shown)
    changing = {label: data for data, label in met.items() if data.split(":")[0] not in LOOKING | OWN}
    assert changing == {}, (
        "a viewer is shown these buttons. Does one only show something? Add its prefix to LOOKING. Does it change "
        "something? Its card leaves it out where the facts say that whoever looks does not control"
    )
    assert {"r", "case", "pri", "org", "ov", "due", "pr"} <= {data.split(":")[0] for data in pressed}
    assert await changes(story) == before


def _buttons(message: Message) -> dict[str, str]:
    return {
        button.callback_data: button.text for row in message.current.keyboard for button in row if button.callback_data
    }


async def test_what_an_official_does_is_refused(story: Story) -> None:
    _, viewer = await overseen(story)
    before = await changes(story)
    for command in REFUSED_COMMANDS:
        await viewer.sends(command)
        viewer.sees("Это действие Вам недоступно")
    assert await changes(story) == before


async def test_no_button_there_is_changes_anything(story: Story) -> None:
    town, viewer = await overseen(story)
    await viewer.sends("/start")
    start, before, told = viewer.screen, await changes(story), len(town.directors[BIRCH].received)
    for data in every_button():
        viewer.person.taps_data(data, on=start)
    await story.settle()
    assert await changes(story) == before
    assert len(town.directors[BIRCH].received) == told


async def test_the_viewer_finds_and_reads(story: Story) -> None:
    _, viewer = await overseen(story)
    await viewer.sends("/find спортивных залов")
    viewer.sees("По словам «спортивных залов»: 1 пункт", "п. 1.1, протокол № 12 от 31.08.2026: Провести осмотр")
    await viewer.taps("№ 12 · 1.1")
    viewer.sees("МКОУ Берёзовская СОШ: снято с контроля", "МКОУ Сосновская ООШ: отчёт на проверке")
    await viewer.sends("/overdue")
    viewer.sees("Просрочено на 26.10.2026")
    assert not viewer.has_button("Напомнить")
