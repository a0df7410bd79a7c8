"""Protocols taken in at the level of services: text → draft → sent, by an official of a district."""

from dataclasses import dataclass

from db.models import MinutesState
from domain.drafting import Draft
from domain.minutes import read_text
from services.context import Context
from services.drafts import drafts, intake
from services.drafts.drafts import DraftCard
from services.sending import publish
from tests.people import OFFICIAL, District

#: Everything sure: three items, two with a report, one for work; all for the three schools.
PLAIN = """Протокол № 12 совещания с руководителями образовательных организаций

Дата – 28.08.2023

Повестка дня:
1. О подготовке к осенним каникулам
2. О работе школьных библиотек

По 1 вопросу «О подготовке к осенним каникулам»
Решили:
1.1. Провести осмотр спортивных залов перед каникулами.
Срок: до 15.10.2023
Отв.: директора школ.
1.2. Совершенствовать формы работы с родителями.
Срок: постоянно
Отв.: директора школ.

По 2 вопросу «О работе школьных библиотек»
Решили:
2.1. Разместить на сайтах школ план работы библиотеки.
Срок: до 20.10.2023
Отв.: директора школ.
"""

#: The same, and below its signature a line that belongs to no item, though it orders something.
HIDDEN = f"{PLAIN}\nПредседатель                И.И. Иванова\nОтделу опеки подготовить списки детей до 01.12.2023.\n"

#: The same in the year of the stories.
THIS_YEAR = PLAIN.replace("28.08.2023", "31.08.2026").replace("2023", "2026")

#: Nobody knows who «Координаторы проекта» are (twice), 1.1 is over, 1.3 has no date.
DOUBTFUL = """Протокол № 13 совещания с руководителями образовательных организаций

Дата – 28.08.2023

Решили:
1.1. Обновить стенды по безопасности дорожного движения.
Срок: до 10.07.2023
Отв.: директора школ.
1.2. Провести осмотр спортивных залов перед каникулами.
Срок: до 15.10.2023
Отв.: координаторы проекта.
1.3. Направить в отдел образования заявку на участие в курсах.
Отв.: координаторы проекта.
"""


@dataclass(frozen=True)
class Met:
    """What became of a text, and its draft as it is shown then."""

    draft: Draft
    is_new: bool
    state: MinutesState


async def take(district: District, text: str = PLAIN, user_id: int = OFFICIAL, *, file_name: str = "") -> Met:
    ctx = await district.context(user_id)
    taken = await intake.take(ctx, read_text(text), file_name=file_name)
    card = await drafts.show(ctx, taken.minutes_id)
    return Met(card.draft, taken.is_new, taken.state)


async def drafted(district: District, text: str = PLAIN) -> tuple[Context, Draft]:
    """The official's context and a fresh draft of theirs."""
    taken = await take(district, text)
    return await district.context(OFFICIAL), taken.draft


async def fresh(ctx: Context, draft: Draft) -> DraftCard:
    return await drafts.show(ctx, draft.id)


async def sent(district: District, text: str = PLAIN) -> int:
    """Send a text out; returns the id of the minutes."""
    ctx, draft = await drafted(district, text)
    await publish.send(ctx, draft.id, draft.version)
    return draft.id
