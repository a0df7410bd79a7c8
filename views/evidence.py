"""What was sent, in a few words."""

from collections import Counter
from collections.abc import Sequence

from services.report_facts import EvidenceFacts
from views.format import cut
from views.texts.reports import handing_in as handing_in_texts


def contents_of(evidence: Sequence[EvidenceFacts]) -> str:
    """The same of messages as they come: «приказ № 45-о» (1 фото)."""
    written = [piece.text for piece in evidence if piece.text]
    said = cut(written[0], 200) if len(written) == 1 else ""
    return handing_in_texts.said_with(said, files_of(evidence, with_texts=not said))


def files_of(evidence: Sequence[EvidenceFacts], *, with_texts: bool) -> str:
    """«2 фото, 1 файл»."""
    kinds = Counter(piece.kind for piece in evidence)
    messages = kinds["text"] if with_texts else 0
    return handing_in_texts.contents(messages, kinds["photo"], kinds["file"], kinds["voice"], kinds["video"])
