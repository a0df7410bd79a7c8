"""A reading beside its labels: which decisions were found, which are entirely right, what was asked and what was lost.

A folder of labelled documents holds `<id>.json` beside each document: number, date, decisions with text, deadline
(kind, date), addressees, and `…_alt` where the words allow another reading; `optional` decisions cost nothing.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from domain.minutes.doubts import questions_about
from domain.minutes.model import DeadlineKind, Item, ReadMinutes

_ALIKE = 0.8  # of two texts that are one decision
_DATED = {"date", "month", "period"}
_PERSON = re.compile(r"(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)|\([^)]*\)")
_ASKING = re.compile(
    r"^(?:рекоменд\w+|предложить|поручить|обязать|просить|возложить на|ответственн\w*|отв|исполнител\w*|для)[\s.:–-]+"
)
_SHORT = {
    "оо": "образовательная организация",
    "оу": "образовательное учреждение",
    "доо": "дошкольная образовательная организация",
    "доу": "дошкольное образовательное учреждение",
    "омсу": "орган местного самоуправления",
}

Label = dict[str, Any]


@dataclass
class Figures:
    """Counts over one document or many."""

    decisions: int = 0
    right: int = 0  # found with the right deadline and exactly the right addressees
    sure: int = 0  # items shown without a question
    sure_wrong: int = 0
    invented: int = 0  # a date of a sure item where the label has none
    lost: int = 0  # decisions that are neither an item nor asked about
    needless: int = 0  # questions about what was read rightly or is no decision
    notes: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Figures") -> "Figures":
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        return self

    def __str__(self) -> str:
        most = max(1, self.decisions)
        return (
            f"decisions {self.decisions}, everything right {self.right / most:.2f}, "
            f"sure but wrong {self.sure_wrong / max(1, self.sure):.3f} ({self.sure_wrong} of {self.sure}), "
            f"invented dates {self.invented}, lost unseen {self.lost}, needless questions {self.needless / most:.2f}"
        )


def labelled(folder: Path) -> Iterator[tuple[Path, Label]]:
    """Documents of a folder with their labels."""
    for path in sorted(folder.iterdir()):
        label = path.with_suffix(".json")
        if path.suffix != ".json" and label.exists():
            yield path, json.loads(label.read_text(encoding="utf-8"))


def compare(reading: ReadMinutes, label: Label) -> Figures:
    """The figures of one document."""
    golds: list[Label] = label["decisions"]
    pairs = dict(_pairs(reading.items, golds))
    gold_of = {item: gold for gold, item in pairs.items()}
    figures = Figures(decisions=sum(not gold.get("optional") for gold in golds))
    for at, item in enumerate(reading.items):
        gold = golds[gold_of[at]] if at in gold_of else None
        _judge(figures, item, gold)
    shown = [_bare(part.text) for part in reading.parts if part.asked]
    for at, gold in enumerate(golds):
        if at not in pairs and not gold.get("optional"):
            asked = next((text for text in shown if _shows(text, gold)), None)
            if asked is None:
                figures.lost += 1
            else:
                shown.remove(asked)
            figures.notes.append(f"{'asked ' if asked else 'LOST  '} {gold['text'][:110]!r}")
    figures.needless += len(shown)
    figures.notes += [f"needless line {text[:110]!r}" for text in shown]
    return figures


def _judge(figures: Figures, item: Item, gold: Label | None) -> None:
    wrong = _wrong(item, gold)
    questions = questions_about(item)
    sure = not questions
    figures.sure += sure
    if not wrong:
        figures.right += gold is not None and not gold.get("optional")
        figures.needless += not sure
        if not sure:
            figures.notes.append(f"needless {' '.join(questions)}: {item.text[:90]!r}")
        return
    if sure and gold is not None and gold.get("optional"):
        return
    figures.sure_wrong += sure
    figures.invented += sure and gold is not None and _is_invented(item, gold)
    figures.notes.append(f"{'SILENT' if sure else 'asked '} {'; '.join(wrong)}: {item.text[:110]!r}")


def _wrong(item: Item, gold: Label | None) -> list[str]:
    if gold is None:
        return ["no decision"]
    wrong = []
    deadline = item.deadline
    day = deadline.date.isoformat() if deadline.date and deadline.kind is not DeadlineKind.RECURRING else None
    if not any(
        _same_deadline(deadline.kind.value, day, each) for each in (gold["deadline"], *(gold.get("deadline_alt") or ()))
    ):
        wrong.append(f"date {deadline.kind.value} {day}, not {gold['deadline']['kind']} {gold['deadline'].get('date')}")
    if not any(
        same_parties(item.addressees, each) for each in (gold["addressees"], *(gold.get("addressees_alt") or ()))
    ):
        wrong.append(f"who {list(item.addressees)}, not {gold['addressees']}")
    return wrong


def _is_invented(item: Item, gold: Label) -> bool:
    """A day where the words give none."""
    given = (gold["deadline"], *(gold.get("deadline_alt") or ()))
    return item.deadline.date is not None and all(each["kind"] in {"none", "ongoing"} for each in given)


def _same_deadline(kind: str, day: str | None, gold: Label) -> bool:
    if kind != gold["kind"]:
        return False
    if kind in _DATED and gold.get("date"):
        return bool(day == gold["date"])
    return kind not in {"none", "ongoing"} or day is None


def same_parties(found: Sequence[str], gold: Sequence[str]) -> bool:
    """Whether two lists name the same parties, whatever their cases and order."""
    left = list(gold)
    for party in found:
        match = next((each for each in left if _same_party(party, each)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _same_party(one: str, other: str) -> bool:
    a, b = _stems(one), _stems(other)
    if not a or not b:
        return False
    if a == b or SequenceMatcher(None, _bare(one), _bare(other), autojunk=False).ratio() >= 0.97:
        return True
    if set(a[:2]) != set(b[:2]):
        return False
    first, second = set(a), set(b)
    common = len(first & second) * 2 / (len(first) + len(second))
    return common >= 0.75 or (min(len(first), len(second)) >= 2 and (first <= second or second <= first))


def _stems(phrase: str) -> list[str]:
    nameless = _PERSON.sub(" ", phrase)
    words = _bare(
        _ASKING.sub("", (nameless if re.search(r"[А-Яа-я]{2}", nameless) else phrase).strip().lower())
    ).split()
    long = [word for each in words for word in _SHORT.get(each, each).split()]
    return [word if word.isdigit() else word[: min(6, max(4, len(word) - 3))] for word in long]


def _bare(text: str) -> str:
    lowered = re.sub(r"^\s*\(?\d+(?:\.\d+)*[.)]?\s*", "", text.lower().replace("ё", "е"))
    return re.sub(r"[^0-9a-zа-я]+", " ", lowered).strip()


def _pairs(items: Sequence[Item], golds: Sequence[Label]) -> Iterator[tuple[int, int]]:
    """Which item is which decision, the most alike first."""
    likely = []
    for gold_at, gold in enumerate(golds):
        texts = [_bare(text) for text in _texts(gold)]
        for item_at, item in enumerate(items):
            alike = max(_alike(_bare(item.text), text) for text in texts)
            if alike >= _ALIKE:
                other = (item.number or "") != (gold.get("number") or "")
                likely.append((-alike, other, abs(gold_at - item_at), gold_at, item_at))
    taken_golds: set[int] = set()
    taken_items: set[int] = set()
    for *_, gold_at, item_at in sorted(likely):
        if gold_at not in taken_golds and item_at not in taken_items:
            taken_golds.add(gold_at)
            taken_items.add(item_at)
            yield gold_at, item_at


def _texts(gold: Label) -> Iterable[str]:
    """The words of a decision with and without its own party, deadline and list."""
    text = gold["text"]
    who, when = gold.get("addressee_phrase") or "", gold.get("deadline_phrase") or ""
    for part in ("", who, when):
        yield text.replace(part, " ", 1) if part else text
        yield f"{part} {text}"
        yield f"{text} {part}"
    yield text.replace(who, " ", 1).replace(when, " ", 1)
    yield text.split("\n", maxsplit=1)[0]
    if found := re.match(r"(.{25,}?:)\s*(?:[-–•\n]|\d)", text, re.DOTALL):
        yield found.group(1)


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    a, b = one.split(), other.split()
    left, common = list(b), 0
    for word in a:
        if word in left:
            left.remove(word)
            common += 1
    shared = 2 * common / (len(a) + len(b))
    if common == len(a) and len(a) >= max(4, 0.4 * len(b)):
        return 0.9  # the item without its «(срок – …, отв. – …)»
    if shared >= 0.95:
        return shared
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return max(shared, matcher.ratio()) if matcher.quick_ratio() >= _ALIKE else shared


def _shows(shown: str, gold: Label) -> bool:
    """Whether a question shows the decision, whole or within a longer paragraph."""
    words = _bare(gold["text"]).split()
    inside = set(shown.split())
    return sum(word in inside for word in words) >= 0.7 * len(words)
