"""How far a phrase that names who must act reaches: a head, what stands in the genitive or agrees with it, clauses.

Every rule answers how many lexemes go on with the phrase from here, 0 when it does not hold; the first that holds wins.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.minutes.grammar import adjectives, forms, is_infinitive, nouns
from domain.minutes.lexer import Kind, Lexeme, lexemes
from domain.minutes.lexicon import word_list, word_table
from domain.minutes.parties import POST, is_acronym, party_case

_GOES_ON = word_table("goes_on")
_PLACES, _TIMES = word_list("places"), word_list("times")
#: Somebody responsible is so for something, on some place.
_GOES_ON_AFTER_POST = {"за", "по", "в", "на", "при", "с", "со"}
_JOINS = {"и", "или", ",", ";", "/", "а", "также"}
_EXCEPTS = {"кроме", "исключая", "включая", "помимо"}
_BEFORE_CLAUSE = {"не", "в", "на", "из", "с", "к", "о", "за", "для", "у", "по"}
_OWN = {"их", "его", "её", "ее", "не"}
_ABBREVIATED = {"и.о", "и.о.", "и.", "о.", "врио", "зам", "зам.", "зав", "зав.", "др.", "гл."}
_NOT_OF_PARTY = {"раз", "раза", "числа"}
_SCHOOLS = {"школа", "сад", "гимназия", "лицей", "интернат"}


@dataclass(frozen=True, slots=True)
class Opening:
    """The party a sentence names and where its words stand."""

    phrase: str
    start: int
    end: int

    def without(self, text: str) -> str:
        """The sentence without its party."""
        return f"{text[: self.start]} {text[self.end :]}".strip(" ,")


def party_end(text: str, start: int, stop: int | None = None) -> int:
    """Where the party that begins at `start` ends; `start` itself when nobody is named there."""
    items = tuple(each for each in lexemes(text) if each.start >= start and (stop is None or each.start < stop))
    at = _first(items)
    while 0 < at < len(items):
        size = next((size for rule in _RULES if (size := rule(items, at))), 0)
        if not size:
            break
        at += size
    return items[at - 1].end if at else start


def party_phrase(text: str, start: int, stop: int) -> Opening | None:
    """The party that begins at `start`, None when nobody is named there."""
    end = party_end(text, start, stop)
    phrase = text[start:end].strip(" ,;:–—-")
    return Opening(phrase, start, end) if phrase and len(phrase.split()) <= 45 else None


def _first(items: Sequence[Lexeme]) -> int:
    """How many lexemes name the head."""
    if not items:
        return 0
    if items[0].kind in {Kind.PERSON, Kind.QUOTED} or (items[0].kind is Kind.ACRONYM and is_acronym(items[0].text)):
        return 1
    if items[0].kind is Kind.NUMBER_SIGN or items[0].kind is Kind.NUMBER:
        return 0
    return _described(items, 0, any_case=True)


def _named(items: Sequence[Lexeme], at: int) -> int:
    return int(items[at].kind in {Kind.PERSON, Kind.QUOTED, Kind.BRACKETS, Kind.ACRONYM})


def _numbered(items: Sequence[Lexeme], at: int) -> int:
    """«№ 1», «школам 5», «9-х классов»."""
    here, before = items[at], items[at - 1]
    if here.kind is Kind.NUMBER_SIGN:
        return 2 if at + 1 < len(items) and items[at + 1].kind is Kind.NUMBER else 0
    if here.kind is not Kind.NUMBER or "." in here.text or ":" in here.text:
        return 0
    if at + 1 < len(items) and items[at + 1].low.startswith(("класс", "клас.", "кл.", "категори", "разряд", "квалиф")):
        return 2
    if re.fullmatch(r"\d{1,2}(?:-?(?:х|е|ых|го))", here.text):
        return 1  # «Классным руководителям 9-х»
    counted = at + 1 < len(items) and items[at + 1].kind is Kind.WORD and _may_be(items[at + 1], "gent")
    listed = before.kind in {Kind.NUMBER, Kind.NUMBER_SIGN, Kind.ACRONYM} or bool(_lemmas(before) & _SCHOOLS)
    return int(listed and not counted)


def _described(items: Sequence[Lexeme], at: int, any_case: bool = False) -> int:
    """Words that describe, and the noun they describe: in the genitive or somebody who acts, else in any case."""
    for place in range(at, min(len(items), at + 12)):
        here = items[place]
        if here.kind is Kind.ACRONYM and place > at:
            return place + 1 - at
        if (
            here.text in {",", "и"}
            and place > at
            and adjectives(items[place - 1].low)
            and _describes_next(items, place)
        ):
            continue
        if here.kind is not Kind.WORD or is_infinitive(here.low):
            return 0
        if POST.match(here.low):
            return place + 1 - at
        if here.low in _NOT_OF_PARTY:
            return 0
        readings, described = nouns(here.low), adjectives(here.low)
        shortened = here.text.endswith(".") and len(here.text) <= 5 and place == at
        describes = (
            shortened or here.low in _OWN or here.low in _ABBREVIATED or here.low.endswith("-") or bool(described)
        )
        agreed = any(form.case == "datv" for each in items[at:place] for form in adjectives(each.low))
        if readings and not (
            described and described[0].share > readings[0].share and party_case(here.low, agreed) is None
        ):
            apposed = any(form.name or form.place for form in readings)
            before = items[at - 1] if at and not any_case else None
            if before is not None and _is_name(before) and party_case(here.low) is None and not _is_name(here):
                return 0  # «Тарасенко Е.И. инструкции пересмотреть», «Галине Фёдоровне меню …»
            fits = (
                any_case
                or apposed
                or _may_be(here, "gent")
                or party_case(here.low) is not None
                or _managed(items, place)
            )
            return place + 1 - at if fits else 0
        if not describes:
            return 0
    return 0


def _is_name(lexeme: Lexeme) -> bool:
    return lexeme.kind is Kind.PERSON or (lexeme.text[:1].isupper() and any(form.name for form in nouns(lexeme.low)))


def _describes_next(items: Sequence[Lexeme], at: int) -> bool:
    """«Заволжского, Борисоглебского муниципальных районов»: a comma between two of the same."""
    return at + 1 < len(items) and bool(adjectives(items[at + 1].low)) and party_case(items[at + 1].low) is None


def _managed(items: Sequence[Lexeme], at: int) -> bool:
    """«управляющий делами», «заведующая хозяйством»."""
    manages = at > 0 and (
        POST.match(items[at - 1].low) is not None or bool(_lemmas(items[at - 1]) & {"управление", "руководство"})
    )
    return manages and _may_be(items[at], "ablt")


def _joined(items: Sequence[Lexeme], at: int) -> int:
    """«…, образования и спорта», «… и начальнику отдела»: one more of the same."""
    skip = 0
    while at + skip < len(items) and items[at + skip].low in _JOINS:
        skip += 1
    if not skip or at + skip >= len(items):
        return 0
    following = items[at + skip]
    if following.kind in {Kind.PERSON, Kind.QUOTED} or (following.kind is Kind.ACRONYM and is_acronym(following.text)):
        return skip + 1
    if following.kind is Kind.NUMBER_SIGN:
        return skip + 2
    if following.kind is Kind.NUMBER:
        numbered = any(each.kind is Kind.NUMBER for each in items[max(0, at - 3) : at])
        return skip + 1 if numbered and "." not in following.text else 0
    size = _described(items, at + skip) or _same_case(items, at, at + skip)
    if items[at - 1].kind is Kind.PERSON and not any(
        party_case(each.low) for each in items[at + skip : at + skip + size]
    ):
        return 0  # «Ожегову А.Н., пунктов 4–8 – на …»
    return skip + size if size else 0


def _same_case(items: Sequence[Lexeme], before: int, at: int) -> int:
    """«по физической культуре и спорту»: one more noun in the case of the last one."""
    heads = [items[before - 1], *(each for each in items[:before] if party_case(each.low) is not None)]
    cases = {form.case for each in heads for form in nouns(each.low)} - {"nomn", "accs", "gent"}
    size = _described(items, at, any_case=True)
    return size if size and any(form.case in cases for form in nouns(items[at + size - 1].low)) else 0


def _clause(items: Sequence[Lexeme], at: int) -> int:
    """«…, участвующим в апробации,», «…, кроме вечерних», «…, в которых …»: to its closing comma or the verb."""
    if items[at].text != "," or at + 1 >= len(items) or not _opens_clause(items, at + 1):
        return 0
    place = at + 1
    while place < len(items):
        here = items[place]
        if here.kind is Kind.WORD and is_infinitive(here.low):
            break
        if here.text in {";", ":", "–", "—"}:
            break
        if here.text == "," and not _lists_on(items, place + 1) and not _deeper(items, place + 1):
            following = items[place + 1 :]
            return place - at if not following or party_case(following[0].low) is not None else place + 1 - at
        place += 1
    return place - at


def _opens_clause(items: Sequence[Lexeme], at: int) -> bool:
    first = items[at].low
    second = items[at + 1].low if at + 1 < len(items) else ""
    if first in _EXCEPTS or (first, second) in {("за", "исключением"), ("в", "том")}:
        return True
    if party_case(first) is not None:
        return False
    word = second if first in _BEFORE_CLAUSE and second else first
    return any(form.lemma == "который" or form.speech == "PRTF" for form in forms(word))


def _deeper(items: Sequence[Lexeme], at: int) -> bool:
    """«…, срок действия которой истекает в мае»: a clause about the clause."""
    for here in items[at : at + 6]:
        if here.text == "," or (here.kind is Kind.WORD and is_infinitive(here.low)):
            return False
        if "который" in _lemmas(here):
            return True
    return False


def _lists_on(items: Sequence[Lexeme], at: int) -> bool:
    return at < len(items) and items[at].kind in {Kind.NUMBER, Kind.NUMBER_SIGN, Kind.ACRONYM, Kind.QUOTED}


def _placed(items: Sequence[Lexeme], at: int) -> int:
    """«специалисту по кадрам», «школам с низкими результатами», «ответственным за питание»."""
    preposition = items[at].low
    if at + 1 >= len(items) or items[at - 1].kind is Kind.PERSON:
        return 0
    posted = any(POST.match(each.low) for each in items[:at])
    inside = preposition == "в" and bool(_lemmas(items[at + 1]) & _PLACES)
    if not (inside or preposition in _GOES_ON or (posted and preposition in _GOES_ON_AFTER_POST)):
        return 0
    if _lemmas(items[at + 1]) & _TIMES:
        return 0
    if items[at + 1].text[:1].isdigit() or _lemmas(items[at + 1]) & _GOES_ON.get(preposition, frozenset()):
        return 0
    if items[at + 1].kind in {Kind.ACRONYM, Kind.QUOTED}:
        return 2
    size = _described(items, at + 1, any_case=True)
    return size + 1 if size else 0


def _may_be(lexeme: Lexeme, case: str) -> bool:
    return any(form.case == case for form in nouns(lexeme.low))


def _lemmas(lexeme: Lexeme) -> set[str]:
    return {form.lemma for form in forms(lexeme.low)}


def _shortened(items: Sequence[Lexeme], at: int) -> int:
    """«г.», «р-на», «им.»."""
    text = items[at].text
    return int(items[at].kind is Kind.WORD and text.endswith(".") and len(text) <= 5)


_RULES = (_clause, _joined, _named, _numbered, _placed, _described, _shortened)
