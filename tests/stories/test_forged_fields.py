"""Every field of every button filled with what no card of ours carries: refused quietly, whoever presses it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import select

from db.models import Membership, Organisation, Person
from domain.people import Role
from tests.person import Someone
from tests.stories.test_bad_input_taps import KINDS, OTHER, VICTIM, ids, published, stranger_to
from tests.stories.town import Town

#: Not there, below and beyond everything, of another type, of another alphabet.
NUMBERS = ("", "0", "-1", "2147483648", "9" * 15, "9" * 20, "x", "1.5", "١")
FLAGS = ("", "2", "x")
WORDS = ("", "0", "-1", "9" * 20, "None", "\x00", "é", "%s", "a b")
#: What makes the other fields of the button good enough to come to the one that is not.
GOOD = "1"


async def official(town: Town) -> Someone:
    return town.official


async def director(town: Town) -> Someone:
    return town.directors[VICTIM]


async def viewer(town: Town) -> Someone:
    """The director of another school, who looks on at the authority now."""
    someone = town.directors[OTHER]
    async with town.story.db.write() as session:
        person = await session.scalar(select(Person.id).where(Person.name.contains(OTHER)))
        authority = await session.scalar(select(Organisation.id).order_by(Organisation.id))
        membership = (await session.scalars(select(Membership).where(Membership.person_id == person))).one()
        membership.role, membership.organisation_id = Role.VIEWER, authority or 0
    return someone


def forged(kind: type[CallbackData], known: dict[str, list[int]]) -> Iterator[str]:
    """Each field in turn with each strange value; the others with what exists."""
    fields = list(kind.model_fields)
    for strange, field in kind.model_fields.items():
        for value in {int: NUMBERS, bool: FLAGS}.get(field.annotation or str, WORDS):
            good = {name: str(next(iter(known.get(name, ())), GOOD)) for name in fields}
            yield ":".join([kind.__prefix__, *(good | {strange: value}).values()])[:64]


@pytest.mark.parametrize("who", [stranger_to, director, viewer, official])
async def test_a_forged_field_is_refused_quietly(story: Any, who: Any) -> None:
    town = await published(story)
    someone: Someone = await who(town)
    await someone.sends("/start")
    known, screen = await ids(story), someone.screen
    buttons = [data for kind in KINDS for data in forged(kind, known)]
    assert len(buttons) > 10 * len(KINDS)
    for first in range(0, len(buttons), 10):
        for data in buttons[first : first + 10]:
            someone.person.taps_data(data, on=screen)
        story.clock.move_to(story.clock() + timedelta(seconds=60))
        await story.settle()
        assert story.errors.lines == [], buttons[first : first + 10]
