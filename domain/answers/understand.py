"""What the messages of a report say against what was asked. Several requirements mean any of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.answers.figures import read_figure
from domain.answers.links import find_link
from domain.answers.phrases import is_not_needed
from domain.answers.references import MUCH, Reference, read_day, read_reference
from domain.minutes.model import Requirement
from domain.reports import EvidenceKind

FILES = frozenset({EvidenceKind.PHOTO, EvidenceKind.FILE, EvidenceKind.VIDEO})


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of a report."""

    kind: EvidenceKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood; `sent` says it in the words of requirements (free text and voice are `answer`)."""

    figure: float | None = None
    reference: Reference | None = None  # without a day it is not complete
    link: str = ""
    not_needed: bool = False
    sent: frozenset[Requirement] = frozenset()

    def satisfies(self, requirement: Iterable[Requirement]) -> bool:
        """Whether what was asked for is there."""
        asked = frozenset(requirement) or {Requirement.ANSWER}
        return self.not_needed or (bool(self.sent) if Requirement.ANSWER in asked else bool(self.sent & asked))


def understand(
    pieces: Sequence[Piece], requirement: Iterable[Requirement], today: date, *, not_needed_allowed: bool = False
) -> Answer:
    """Read the messages for what is asked, and for nothing else; of two figures in two messages the later counts."""
    asked = frozenset(requirement)
    texts = [piece for piece in pieces if piece.text.strip()]
    if not_needed_allowed and len(pieces) == len(texts) == 1 and is_not_needed(texts[0].text):
        return Answer(not_needed=True)
    reader = _Reader(asked, today)
    for piece in pieces:
        reader.take(piece)
    return reader.answer()


class _Reader:
    """Goes through the messages in order."""

    def __init__(self, asked: frozenset[Requirement], today: date) -> None:
        self._asked, self._today = asked, today
        self._figure: float | None = None
        self._reference: Reference | None = None
        self._link = ""
        self._sent: set[Requirement] = set()

    def take(self, piece: Piece) -> None:
        if piece.kind in FILES:
            self._sent.add(Requirement.FILE)
        elif piece.kind is EvidenceKind.VOICE:
            self._sent.add(Requirement.ANSWER)
        text = piece.text.strip()
        if text and not self._understood(text) and piece.kind is EvidenceKind.TEXT:
            self._sent.add(Requirement.ANSWER)

    def _understood(self, text: str) -> bool:
        """Whether the text is what was asked for and nothing more."""
        whole = False
        if Requirement.LINK in self._asked and (found := find_link(text)):
            self._link, (start, end) = found
            self._sent.add(Requirement.LINK)
            text = text[:start] + text[end:]
            whole = sum(sign.isalpha() for sign in text) <= MUCH
        if Requirement.REFERENCE in self._asked:
            whole = self._take_reference(text) or whole
        if Requirement.NUMBER in self._asked and (figure := read_figure(text)) is not None:
            self._figure, whole = figure, True
        return whole

    def _take_reference(self, text: str) -> bool:
        before = self._reference
        if before and before.day is None and (day := read_day(text, self._today)):
            self._reference = Reference(before.kind, before.number, day, before.more)
            return True
        found = read_reference(text, self._today)
        if found is None:
            return False
        self._reference = found
        return not found.more

    def answer(self) -> Answer:
        sent = set(self._sent)
        if self._figure is not None:
            sent.add(Requirement.NUMBER)
        if self._reference and self._reference.day:
            sent.add(Requirement.REFERENCE)
        return Answer(self._figure, self._reference, self._link, False, frozenset(sent))
