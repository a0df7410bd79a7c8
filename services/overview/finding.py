"""`/find`: decisions by their words or number, in the subtree or of one's own organisations."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, literal, select

from db.models import Assignment, Authority, Decision, Minutes, MinutesState
from domain.errors import NotAllowed, WrongInput
from domain.lifecycle import State
from domain.lookup import find
from domain.people import EXECUTING, READING
from domain.registry import search_key
from services.context import Context
from services.facts import ItemLabel, MinutesName, label_of, minutes_name
from services.tree import runs

#: Decisions looked through, newest first: years of an authority's protocols.
LOOKED_THROUGH = 5000
PAGE = 8
LONGEST_QUERY = 100

_Row = tuple[Decision, Minutes, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A decision that fits; `assignment_id` opens it for its organisation, else it is opened as a whole."""

    decision_id: int
    assignment_id: int | None
    label: ItemLabel
    minutes: MinutesName
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of decisions, newest protocol first."""

    query: str
    hits: tuple[Hit, ...]
    total: int


async def find_decisions(ctx: Context, typed: str) -> Found:
    """Sent decisions whose text holds all the words, or whose number was typed («1.1», «№ 8»).

    Officials and viewers look through what they control, others through their organisations' own items.
    Raises WrongInput("find_empty"), NotAllowed for a stranger.
    """
    query = " ".join(typed.split())[:LONGEST_QUERY]
    if not any(map(str.isalnum, query)):
        raise WrongInput("find_empty")
    async with ctx.db.read() as session:
        found = await session.execute(_scope(ctx).limit(LOOKED_THROUGH))
        rows = [(decision, minutes, assignment_id) for decision, minutes, assignment_id in found]
    fits = _by_number(query, rows) or _by_words(query, rows)
    hits = [
        Hit(decision.id, assignment_id or None, label_of(decision), minutes_name(minutes), decision.text)
        for decision, minutes, assignment_id in fits
    ]
    return Found(query, tuple(hits[:PAGE]), len(hits))


def _by_number(query: str, rows: Sequence[_Row]) -> list[_Row]:
    """«1.1» is an item's number, «№ 8» a protocol's."""
    number = query.removeprefix("№").strip()
    if not any(map(str.isdecimal, number)):
        return []
    items = [row for row in rows if row[0].number and row[0].number.rstrip(".)") == number.rstrip(".)")]
    return items or [row for row in rows if row[1].number == number]


def _by_words(query: str, rows: Sequence[_Row]) -> list[_Row]:
    fits = set(find(search_key(query), [(place, search_key(row[0].text)) for place, row in enumerate(rows)]))
    return [row for place, row in enumerate(rows) if place in fits]


def _scope(ctx: Context) -> Select[Decision, Minutes, int]:
    """(decision, minutes, the organisation's own assignment or 0), newest protocol first."""
    if ctx.actor.paths(READING):
        authorities = select(Authority.organisation_id).where(runs(ctx.actor, READING))
        query = (
            select(Decision, Minutes, literal(0))
            .join(Minutes, Minutes.id == Decision.minutes_id)
            .where(Minutes.authority_id.in_(authorities), Decision.left_out.is_(False))
        )
    elif ctx.actor.executes:
        query = (
            select(Decision, Minutes, Assignment.id)
            .join(Minutes, Minutes.id == Decision.minutes_id)
            .join(Assignment, Assignment.decision_id == Decision.id)
            .where(
                Assignment.organisation_id.in_(ctx.actor.organisations(EXECUTING)),
                Assignment.state != State.CANCELLED,
            )
        )
    else:
        raise NotAllowed
    return query.where(Minutes.state == MinutesState.SENT).order_by(Minutes.id.desc(), Decision.ordinal)
