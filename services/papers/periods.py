"""The certificate of a month, a quarter, a school year: all protocols of an authority by the dates of their items."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from db.models import Authority
from domain.errors import WrongInput
from domain.spans import Span
from services.context import Context
from services.facts import AuthorityFacts, authority_facts
from services.overview.figures import Figures, in_span, load_figures
from services.tree import authorities_of

#: A longer stretch is no period of a report.
MOST_DAYS = 3 * 366


@dataclass(frozen=True, slots=True)
class Period:
    """What became due in a stretch of time, and how it stands today."""

    span: Span
    figures: Figures
    authority: AuthorityFacts
    made_at: datetime

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.authority.timezone)


async def today_of(ctx: Context) -> date:
    """Which day it is at the actor's authority: periods are offered from it. Raises NotAllowed."""
    async with ctx.db.read() as session:
        _, zone = await authorities_of(session, ctx)
        return ctx.today(zone)


async def period(ctx: Context, span: Span) -> Period:
    """The facts of a certificate by period. Raises NotAllowed, WrongInput("span_ahead" | "span_long")."""
    async with ctx.db.read() as session:
        authorities, zone = await authorities_of(session, ctx)
        today = ctx.today(zone)
        if span.first > today:
            raise WrongInput("span_ahead", day=span.first)
        if (span.last - span.first).days > MOST_DAYS:
            raise WrongInput("span_long")
        authority = await session.get_one(Authority, authorities[0])
        figures = await load_figures(session, in_span(authorities, span), today)
        return Period(span, figures, authority_facts(authority), ctx.now)
