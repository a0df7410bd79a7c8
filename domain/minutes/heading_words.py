"""What a line above a list says: a verb alone, a verb and a place, a time."""

import re

from domain.minutes.dates import Frame
from domain.minutes.grammar import is_infinitive
from domain.minutes.moments import find_moments, without_moments
from domain.minutes.nodes import Node
from domain.minutes.orders import PREAMBLE
from domain.minutes.words import first_infinitive

_FILLER = re.compile(
    r"\b(?:следующ(?:ее|ие|ий|ую|его|их)(?:\s+(?:меры|мероприятия|действия|работы|поручения|"
    r"решения|шаги|виды\s+работ))?|прилагаем\w+|указанн\w+|нижеследующ\w+|"
    r"необходимо|в\s+срок|до|к|с|в|и|а\s+также|также|обязательно|лично|совместно|дополнительно|"
    r"незамедлительно|года?|г)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(r"\b(?:в|на|по|с|к|для|при|из|об?|под)\b", re.IGNORECASE)


def time_of(text: str) -> str:
    """«Директорам школ в срок до 20.10.2024:»: the deadline inside a heading."""
    found = re.search(
        r"\(?\b(?:в\s+срок\s+)?(?:до|не\s+позднее|к|в\s+течение|ежемесячно|ежеквартально|"
        r"постоянно)\b(?P<rest>[^:()]*)",
        text,
        re.IGNORECASE,
    )
    if found and (
        find_moments(found.group(), Frame()) or re.match(r"\(?(?:еже|постоянно)", found.group(), re.IGNORECASE)
    ):
        return found.group().strip("( ")
    return ""


def only_verb(text: str) -> bool:
    """A heading that is only a verb («Утвердить:», «Обеспечить в школах:») and has no object."""
    bare = text.rstrip()
    if not bare.endswith(":"):
        return False
    verb = first_infinitive(bare)
    if verb is None:
        return False
    lead = bare[: verb.start()]
    if len(lead.split()) > 3 and not PREAMBLE.match(lead) and not time_of(lead):
        return False
    rest = without_moments(bare[verb.end() :].rstrip(": "), Frame())
    words = re.findall(r"[А-Яа-яЁё]+", rest)
    while words and (words[0] == "и" or is_infinitive(words[0])):
        words.pop(0)
    return not re.search(r"[А-Яа-яЁё]{2,}", _FILLER.sub(" ", " ".join(words)))


def without_object(text: str) -> bool:
    """«Обеспечить в школах:» – a verb and a place."""
    verb = first_infinitive(text)
    rest = re.findall(r"[А-Яа-яЁё]+", text[verb.end() :]) if verb and text.rstrip().endswith(":") else []
    return 0 < len(rest) <= 5 and _HANGING.fullmatch(rest[0]) is not None


def verbs_below(node: Node) -> bool:
    """Whether most of what stands under a line opens with a verb."""
    return sum(starts_with_verb(child.text) for child in node.children) * 2 > len(node.children)


def starts_with_verb(text: str) -> bool:
    """Whether a plain verb stands first, or nearly."""
    verb = first_infinitive(text)
    return verb is not None and len(text[: verb.start()].split()) <= 2
