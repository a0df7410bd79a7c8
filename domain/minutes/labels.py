"""«Срок:» and «Отв.:» wherever they stand: lines of their own, ends of lines, brackets."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.minutes.closing_parties import all_parties
from domain.minutes.deadline_phrases import is_time, names_nothing
from domain.minutes.parties import opening_case
from domain.minutes.words import first_infinitive, split_outside


class LabelKind(StrEnum):
    """What a label tells about the items."""

    DEADLINE = "deadline"
    EXECUTOR = "executor"
    OTHER = "other"  # «Контроль:», «Форма отчёта:» – of no use for the item, never an item


@dataclass(frozen=True, slots=True)
class Label:
    """One label with its value; `items` are the numbers it names itself («Отв. за п. 2.1, 2.2»)."""

    kind: LabelKind
    value: str
    phrase: str
    items: tuple[str, ...] = ()


_ITEMS = (
    r"(?:\s+\(?(?:за\s+|для\s+)?(?:исполнени[еюя]\s+)?(?:по\s+)?(?:п{1,2}\.?\s?(?:п\.)?|(?<=за\s)(?=\d+\.\d)|(?<=\()(?=\d)|"
    r"(?:под)?пункт\w*)\s*(?P<items_KEY>(?:\d[\d.,\s–—-]*?(?:\s?и\s?\d[\d.]*)?|[«\"]?[а-я][»\"]?(?:\s?(?:,|и)\s?[«\"]?[а-я][»\"]?)*))\)?)?"
)
_OF_WHAT = (
    r"(?:\s+(?:исполнени\w+|выполнени\w+|реализаци\w+|представлени\w+|предоставлени\w+|сдачи|проведени\w+|"
    r"готовности|ответа|отч[её]т\w*|контрол\w+|устранени\w+|завершени\w+|решени\w+|мероприяти\w+|задани\w+))*"
)
_DEADLINE = (
    r"(?:контрольн\w+\s+|крайн\w+\s+|предельн\w+\s+)?сроки?"
    + _OF_WHAT
    + _ITEMS.replace("KEY", "d")
    + r"\s*(?::\s*[-–—]?|\s[-–—]|[-–—]\s)"
    r"|(?:повторение|периодичность)\s*:"
    r"|(?:дедлайн|deadline|due(?:\s+date)?|когда)\s*[:–—-]"
    r"|(?:дата|период|время)\s+(?:исполнения|выполнения|проведения|реализации)\s*[:–—-]"
    r"|срок(?=\s+(?:\d|(?:до|с|по|не\s+позднее|в\s+течение|постоянно|ежемес\w+|ежекварт\w+|"
    r"ежегод\w+|еженед\w+|ежеднев\w+)\b|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|"
    r"октябр|"
    r"ноябр|декабр|дв[ае]|три|четыре|пять|шесть|семь|десять|месяц|недел))"
)
_EXECUTOR = (
    r"(?:отв(?:етств(?:енн?)?)?(?:\.|(?=\s?:))|ответствен\w{2,4}(?<!ность)(?<!ости)(?:\s+(?:исполнител\w+|"
    r"лиц\w+))?|(?:со)?исполнител[ьи]|участники(?=\s*:)|исп\.|исполняет|owner|assignee|кто|"
    r"исполняют)(?:\s+за\s+(?:исполнение|выполнение)(?:\s+(?:решени\w+|данн\w+ пункт\w*|пункт\w*))?)?"
    + _ITEMS.replace("KEY", "e")
    + r"\s*(?::\s*[-–—]?|\s[-–—]|[-–—]\s)"
    r"|отв\.(?=\s*[А-ЯЁа-яё])"
    r"|ответственны[йе](?=\s+(?:руководител|директор[а\s]|заведующ|начальник|отдел|"
    r"(?-i:[А-ЯЁ]{2,}|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.)))"
)
_OTHER = (
    r"(?:контроль(?:\s+(?:за\s+)?(?:исполнени\w+|выполнени\w+))?|форма\s+(?:отч[её]т\w+|контроля|"
    r"завершения|представления)|"
    r"(?:ожидаем\w+\s+)?результат|основание|источник\s+финансирования|место(?:\s+проведения)?|"
    r"примечани[ея]|комментари[ий]\w*(?:\s*\([^)]*\))?|контекст|вложени[ея]|статус|приоритет|метки|постановщик|автор|теги|ссылка|наблюдател\w+|проект)\s*(?::|\s[-–—])"
)
_OPEN = re.compile(rf"(?P<deadline>{_DEADLINE})|(?P<executor>{_EXECUTOR})|(?P<other>{_OTHER})", re.IGNORECASE)
_INSIDE = re.compile(
    rf"(?P<lead>(?:^|(?<=[.;,(])|(?<=[.;,)»])\s|\s[-–—]|\s(?-i:(?=[СО])))\s*)"
    rf"(?:(?P<deadline>{_DEADLINE})|(?P<executor>{_EXECUTOR})|(?P<other>{_OTHER}))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<!\bг)(?<!\bгг)(?<!\bч)(?<!\bт)(?<!\bс)(?<!\bуч)(?<!\bкв)(?<!\bим)(?<!\bд)(?<!\b[А-ЯЁ])\.\s+(?=[А-ЯЁ])"
)


def opens_with_label(text: str) -> bool:
    """Whether the line begins with «Срок», «Отв.» or another label."""
    return _OPEN.match(text.lstrip("( *")) is not None


def read_label_line(text: str) -> list[Label]:
    """All labels of a line that begins with one; empty for any other line."""
    if not opens_with_label(text):
        return []
    other = _OPEN.match(text.lstrip("( *"))
    if (other and other.lastgroup == "other") or (other and other.group("other")):
        return [Label(LabelKind.OTHER, text[other.end() :].strip(), text)]
    _, labels = take_labels(text.strip("() *") if text.startswith("(") else text.lstrip("* "))
    return labels


def take_labels(text: str) -> tuple[str, list[Label]]:
    """The text without its labels, and the labels, in order."""
    found = [hit for hit in _INSIDE.finditer(text) if _is_label(hit, text)]
    if not found:
        return _implied(text)
    kept, labels, at = [], [], 0
    for hit, after in zip(found, [*found[1:], None], strict=True):
        stop = after.start() if after else len(text)
        start = hit.end("lead")
        end = _value_end(text, hit.end(), stop, bracketed=text.count("(", 0, start) > text.count(")", 0, start))
        kept.append(text[at : hit.start()])
        labels.append(_label(hit, text[hit.end() : end], text[start:end]))
        at = end
    return _mended([*kept, text[at:]]), untangled(labels)


def _is_label(hit: re.Match[str], text: str) -> bool:
    """A small «срок» inside a sentence is a label only after a stop or a bracket."""
    word = text[hit.end("lead") :][:1]
    lead = text[max(0, hit.start() - 1) : hit.end("lead")]
    return word.isupper() or hit.start() == 0 or any(sign in lead for sign in ".;,(–—-)»")


def _value_end(text: str, start: int, stop: int, bracketed: bool) -> int:
    if bracketed and (closing := text.find(")", start, stop + 1)) >= 0:
        opened = text.count("(", start, closing)
        for _ in range(opened):
            closing = text.find(")", closing + 1)
        if closing >= 0:
            return min(closing, stop)
    end = _SENTENCE_END.search(text, start, stop)
    return end.start() + 1 if end else stop


def _implied(text: str) -> tuple[str, list[Label]]:
    """«… (Седова А.А., до 5 мая)» and «… – до 5 мая – Седова А.А.» name both without a word for it."""
    body, bar, last = text.rpartition(" | ")
    if bar and (is_time(last) or names_nothing(last)):  # «Школы сдают акты | август»
        return body, [Label(LabelKind.DEADLINE, last.strip(), last)]
    bracket = re.search(r"\s*\(([^()]+)\)\s*[.;]?$", text)
    held = bracket.group(1).split(", ") if bracket else []
    rest = text[: bracket.start()] if bracket else text
    if (
        not held
        and (tail := re.search(r"\s[–—-]\s(?P<tail>[^–—]+)$", text.rstrip(" .;")))
        and not first_infinitive(tail.group("tail"))
    ):
        held = tail.group("tail").split(", ")
        held = held if any(is_time(piece) for piece in held) else []
    if not held:
        pieces = re.split(r"\s[–—-]\s", text.rstrip(" .;"))
        rest, held = " – ".join(pieces[:-2]), pieces[-2:] if len(pieces) > 2 else []
    times = [piece for piece in held if is_time(piece)]
    parties = ", ".join(piece for piece in held if piece not in times)
    if not (times and parties and all_parties(parties.split(", ")[0])) or first_infinitive(parties):
        return text, []
    phrase = ", ".join(held)
    return (rest.strip() or text), [
        Label(LabelKind.DEADLINE, ", ".join(times), phrase),
        Label(LabelKind.EXECUTOR, parties, phrase),
    ]


def untangled(labels: list[Label]) -> list[Label]:
    """«отв. директора школ, постоянно» and «срок: до 15.10, директора школ» hold both: take them apart."""
    kinds = {label.kind for label in labels}
    parts: list[Label] = []
    for label in labels:
        pieces = [piece.strip() for piece in split_outside(label.value, ",;") if piece.strip(" .")]
        times = [piece for piece in pieces if is_time(piece)]
        others = [piece for piece in pieces if piece not in times]
        mixed = label.kind is not LabelKind.OTHER and times and others
        missing = LabelKind.DEADLINE if label.kind is LabelKind.EXECUTOR else LabelKind.EXECUTOR
        whole_party = missing is LabelKind.DEADLINE or all(opening_case(other) for other in others)
        if not mixed or missing in kinds or not whole_party:
            parts.append(label)
            continue
        for kind, held in ((LabelKind.DEADLINE, times), (LabelKind.EXECUTOR, others)):
            parts.append(Label(kind, ", ".join(held), label.phrase, label.items))
    return parts


def _label(hit: re.Match[str], value: str, phrase: str) -> Label:
    if hit.group("other") is not None:
        return Label(LabelKind.OTHER, value.strip(" ,;:–—-"), phrase.strip(" ,;"))
    is_deadline = hit.group("deadline") is not None
    items = hit.group("items_d") if is_deadline else hit.group("items_e")
    kind = LabelKind.DEADLINE if is_deadline else LabelKind.EXECUTOR
    return Label(kind, value.strip(" ,;:–—-"), phrase.strip(" ,;"), tuple(_numbers(items or "")))


def _numbers(text: str) -> list[str]:
    """Item numbers named by a label: «2.1, 2.2», «1.1–1.3»."""
    numbers: list[str] = (
        re.findall(r"(?<![а-я])[а-я](?![а-я])", re.sub(r"\sи\s", " , ", text)) if not re.search(r"\d", text) else []
    )
    for found in re.finditer(r"(\d+(?:\.\d+)*)\.?\s*(?:[-–—]\s*(\d+(?:\.\d+)*))?", text):
        low, high = found.groups()
        numbers.append(low)
        if high and low.count(".") == high.count("."):
            stem, _, last = low.rpartition(".")
            numbers += [f"{stem}.{n}".lstrip(".") for n in range(int(last) + 1, int(high.rpartition(".")[2]) + 1)]
    return numbers


def _mended(parts: list[str]) -> str:
    """The text around the labels put together again, without the brackets and commas that held them."""
    text = parts[0]
    for part in parts[1:]:
        left, right = text.rstrip(" ,;–—-"), part.lstrip(" ,;")
        if left.endswith("(") and right.startswith((")", ".)")):
            left, right = left[:-1].rstrip(), right.lstrip(".")[1:].lstrip()
        if left.endswith((".", "(", "")) and right.startswith(".") and not left.rstrip().endswith(")"):
            right = right[1:].lstrip() if left.endswith(".") else right
        text = f"{left}{right}" if right[:1] in {".", ")", ",", ""} else f"{left} {right}".lstrip()
    return re.sub(r"[\s,;–—-]+$", "", text).strip(" ,;") if text.strip(" .;,") else ""
