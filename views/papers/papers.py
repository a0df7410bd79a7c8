"""«Бумаги»: the card with the papers of a protocol, and each of them as a message with a file."""

from collections.abc import Callable
from enum import StrEnum

from domain.discipline import Standing
from services.overview.figures import tally_of
from services.papers.dossiers import Dossier
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import bold, paragraphs, quote, safe
from views.format import lines as lines_of
from views.papers.acquaintance import acquaintance, live_receipts, missing_names
from views.papers.certificates import certificate, is_finished, proposals
from views.papers.item_pictures import item_pictures
from views.papers.matrices import matrix
from views.papers.matrix_pictures import ALL, matrix_pictures
from views.papers.registers import documents, register, without_document
from views.texts.minutes import item_label, minutes_name, minutes_short
from views.texts.papers import papers as texts
from views.texts.words import more

#: So many who have not done an item are named in a message.
NAMED = 3
#: So many items are told in words beside their picture.
TOLD = 8


class PaperKind(StrEnum):
    """What «Бумаги» offers."""

    CERTIFICATE = "certificate"
    RECEIPTS = "receipts"
    MATRIX = "matrix"
    PICTURE = "picture"
    REGISTER = "register"
    AGENDA = "agenda"


def papers_card(found: Dossier) -> Card:
    """The figures of a protocol and what can be made of them."""
    first = texts.CERTIFICATE_DONE if is_finished(found) and found.figures.counted else texts.CERTIFICATE_GOING
    labels = {
        PaperKind.CERTIFICATE: first,
        PaperKind.RECEIPTS: texts.RECEIPTS,
        PaperKind.MATRIX: texts.MATRIX,
        PaperKind.PICTURE: texts.PICTURE,
        PaperKind.REGISTER: texts.REGISTER,
        PaperKind.AGENDA: texts.AGENDA,
    }
    own = {kind: button(label, cb.Paper(minutes=found.minutes.id, what=kind)) for kind, label in labels.items()}
    return Card(
        paragraphs(_summary(found), texts.HINT),
        (
            (own[PaperKind.CERTIFICATE],),
            (own[PaperKind.RECEIPTS], own[PaperKind.REGISTER]),
            (own[PaperKind.PICTURE], own[PaperKind.MATRIX]),
            (own[PaperKind.AGENDA],),
            (button(texts.BACK, cb.Protocol(id=found.minutes.id)),),
        ),
    )


def _summary(found: Dossier) -> str:
    """«Протокол № 8 на 24.10.2023. Срок наступил у 67: …. Не исполнили: …»."""
    name = bold(texts.standing(minutes_name(found.minutes), found.figures.today))
    late = _debtors(found)
    parts = [f"{name} {safe(texts.figures(found.figures.tally))}"]
    if late:
        parts.append(safe(texts.not_done(late[:NAMED], len(late) - NAMED if len(late) > NAMED else 0)))
    return " ".join(parts)


def _debtors(found: Dossier) -> list[str]:
    """«п. 1.1 – Заречная ООШ, Теремок», an item each."""
    debts: dict[int, list[str]] = {}
    for line in found.figures.lines:
        if line.standing is Standing.NOT_DONE:
            debts.setdefault(line.decision_id, []).append(found.figures.places[line.organisation_id].name)
    return [
        texts.debtors(item_label(found.figures.items[decision_id].label), names[:NAMED], len(names) - NAMED)
        for decision_id, names in debts.items()
    ]


def paper_card(found: Dossier, kind: PaperKind) -> Card:
    """One paper: made here, which takes its time, so away from the loop of events."""
    if kind is PaperKind.AGENDA:
        return Card(paragraphs(texts.COPY, quote(_agenda(found))))
    if kind is PaperKind.PICTURE:
        return _pictures(found)
    make, ending, words = _MAKERS[kind]
    name = texts.file_name(kind, found.minutes, found.figures.today, ending)
    return Card(words(found), attachments=(Attachment(name, data=make(found)),))


def _pictures(found: Dossier) -> Card:
    """The matrix and the bars of its items; where there is nothing to compare, a sentence."""
    matrices, hidden = matrix_pictures(found)
    if not matrices:
        return Card(texts.NO_PICTURE)
    rows = [
        texts.item_in_words(item_label(found.figures.items[decision_id].label), tally_of(lines))
        for decision_id, lines in found.figures.by(lambda line: line.decision_id).items()
    ]
    said = lines_of(*(safe(row) for row in rows[:TOLD]), more(len(rows) - TOLD) if len(rows) > TOLD else None)
    pictures = [*matrices, *item_pictures(found)][: ALL + 1]
    name = texts.file_name("matrix", found.minutes, found.figures.today, "png")
    return Card(
        paragraphs(_summary(found), said, texts.in_table(hidden) if hidden else None),
        attachments=tuple(Attachment(name, data=data, kind="photo") for data in pictures),
    )


def _agenda(found: Dossier) -> str:
    name = minutes_name(found.minutes) if found.minutes.single else texts.numbered(minutes_short(found.minutes))
    return texts.agenda(name, found.minutes.day, found.figures.tally, _debtors(found)[:NAMED], proposals(found))


def _receipts(found: Dossier) -> str:
    live, missing = live_receipts(found), missing_names(found)
    return safe(texts.receipts_line(len(live) - len(missing), len(live), missing))


def _register(found: Dossier) -> str:
    counts = texts.register_line(len(documents(found)), len(without_document(found)))
    return paragraphs(texts.NO_CHILDREN, counts)


#: Kind → how its file is made, the ending of its name, what is said beside it.
_MAKERS: dict[PaperKind, tuple[Callable[[Dossier], bytes], str, Callable[[Dossier], str]]] = {
    PaperKind.CERTIFICATE: (certificate, "docx", _summary),
    PaperKind.RECEIPTS: (acquaintance, "docx", _receipts),
    PaperKind.MATRIX: (matrix, "xlsx", _summary),
    PaperKind.REGISTER: (register, "xlsx", _register),
}
