"""«Лист ознакомления» on paper."""

from datetime import datetime

from services.papers.dossiers import Dossier
from services.papers.receipts import Receipt
from views.papers.official import OfficialPaper, Row
from views.texts.minutes import minutes_of
from views.texts.overview.standings import NONE
from views.texts.papers import acquaintance as texts
from views.texts.papers import certificates as common
from views.texts.papers.meetings import meeting
from views.texts.words import OUT_OF_REACH


def acquaintance(found: Dossier) -> bytes:
    """The .docx; organisations for which everything was cancelled are only counted."""
    paper = OfficialPaper()
    paper.line(texts.TITLE, bold=True, centred=True)
    paper.line(texts.about(minutes_of(found.minutes)), bold=True, centred=True)
    if of_meeting := meeting(found.title):
        paper.line(of_meeting, centred=True)
    paper.line(common.as_of(found.figures.today), centred=True, after=12)
    live = live_receipts(found)
    rows = [
        Row((str(number), *_cells(found, each)), bold=each.acknowledged_at is None)
        for number, each in enumerate(live, 1)
    ]
    paper.table(texts.HEADS, rows, centred=(0, 2, 3, 4))
    seen = sum(each.acknowledged_at is not None for each in live)
    paper.line(texts.summary(len(live), seen), size=10, together=True)
    if len(live) < len(found.receipts):
        paper.line(texts.cancelled(len(found.receipts) - len(live)), size=10, together=True)
    paper.line(texts.DELIVERED, size=10, together=True)
    paper.line(together=True)
    paper.signature(common.SIGNATURE, common.SIGNATURE_HINTS)
    return paper.bytes()


def live_receipts(found: Dossier) -> list[Receipt]:
    """Of organisations for which something of the protocol stands."""
    return [receipt for receipt in found.receipts if not receipt.cancelled]


def missing_names(found: Dossier) -> list[str]:
    """Who has not acknowledged."""
    return [
        found.figures.places[each.organisation_id].name for each in live_receipts(found) if not each.acknowledged_at
    ]


def _cells(found: Dossier, receipt: Receipt) -> tuple[str, ...]:
    return (
        found.figures.places[receipt.organisation_id].name,
        _moment(found, receipt.sent_at),
        _moment(found, receipt.delivered_at),
        _moment(found, receipt.acknowledged_at) if receipt.acknowledged_at else texts.MISSING,
        texts.WAYS[receipt.way] if receipt.way else _reach(found, receipt),
    )


def _reach(found: Dossier, receipt: Receipt) -> str:
    reach = found.reach.get(receipt.organisation_id)
    return OUT_OF_REACH[reach] if reach else NONE


def _moment(found: Dossier, at: datetime | None) -> str:
    return f"{at.astimezone(found.zone):%d.%m.%Y %H:%M}" if at else NONE
