"""Russian words with their grammar: what part of speech, which cases, who is alive. Over pymorphy3, loaded on use."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast

_RUSSIAN = re.compile(r"[А-Яа-яЁё-]*[А-Яа-яЁё][А-Яа-яЁё.-]*")
_LIKELY = 0.02  # readings below this share are noise of the dictionary
_INFINITIVE = 0.3  # «печать», «смерть» are never infinitives, «стать» is one of two readings


class _Tag(Protocol):
    POS: str | None
    case: str | None
    number: str | None
    animacy: str | None
    mood: str | None

    def __contains__(self, grammeme: str) -> bool: ...


class _Parse(Protocol):
    tag: _Tag
    normal_form: str
    score: float


class _Analyzer(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...
    def word_is_known(self, word: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: its dictionary form, part of speech, case and how likely it is."""

    lemma: str
    speech: str  # NOUN, ADJF, PRTF, INFN, VERB, NPRO …
    case: str  # nomn, gent, datv, accs, ablt, loct or ""
    plural: bool
    alive: bool
    name: bool  # a surname, a first name, a patronymic
    place: bool
    mood: str  # impr, indc or ""
    past: bool
    lasting: bool  # of a verb: imperfective, what is done again and again
    share: float


@lru_cache(maxsize=1)
def _analyzer() -> _Analyzer:
    from pymorphy3 import MorphAnalyzer

    return cast("_Analyzer", MorphAnalyzer())


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[Form, ...]:
    """The readings of a word, the likeliest first; none of what is no Russian word."""
    if _RUSSIAN.fullmatch(word) is None:
        return ()  # the dictionary fails on rare signs of Unicode
    parses = _analyzer().parse(word)
    likely = {parse.normal_form for parse in parses if parse.score >= _LIKELY and parse.tag.case == "loct"}
    return tuple(_form(parse) for parse in parses if parse.score >= _LIKELY or _is_rare_dative(parse, likely))


def _is_rare_dative(parse: _Parse, likely: set[str]) -> bool:
    """«редакции»: the dative looks like the prepositional, and the books that were counted have few orders."""
    rare = parse.tag.POS == "NOUN" and parse.tag.case == "datv" and parse.tag.number == "sing"
    return rare and parse.normal_form in likely and "Abbr" not in parse.tag


def _form(parse: _Parse) -> Form:
    tag = parse.tag
    speech = tag.POS or ""
    return Form(
        parse.normal_form,
        "ADJF" if "Apro" in tag or "Anum" in tag else speech,
        {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}.get(
            tag.case or "", tag.case or ""
        ),
        tag.number == "plur",
        tag.animacy == "anim",
        "Surn" in tag or "Name" in tag or "Patr" in tag,
        "Geox" in tag,
        tag.mood or "",
        "past" in tag,
        "impf" in tag,
        parse.score,
    )


def is_infinitive(word: str) -> bool:
    """Whether the word is the plain form of a verb («провести», «обеспечить», not «деятельность»)."""
    low = word.lower()
    if not low.endswith(("ть", "ти", "чь", "ться", "тись", "чься")) or low == "есть":  # there is, nobody is told to eat
        return False
    return sum(form.share for form in forms(low) if form.speech == "INFN") >= _INFINITIVE


def is_lasting(word: str) -> bool:
    """Whether a verb names what is done again and again («направлять», not «направить»)."""
    found = [form for form in forms(word.lower()) if form.speech == "INFN"]
    return bool(found) and found[0].lasting


def is_known(word: str) -> bool:
    """Whether the dictionary has the word, or only guesses by its ending («минобру»)."""
    return _RUSSIAN.fullmatch(word) is not None and _analyzer().word_is_known(word.lower())


def is_imperative(word: str) -> bool:
    """«представьте», «сдайте», «сделай»."""
    found = forms(word.lower())
    return bool(found) and found[0].mood == "impr"


def finite_verb(word: str, share: float = 0.0) -> Form | None:
    """Its likeliest reading when that is a verb which tells («обеспечивают», «сообщила») and likelier than `share`."""
    first = next(iter(forms(word.lower())), None)
    tells = first is not None and first.speech == "VERB" and first.mood == "indc" and first.share > share
    return first if tells else None


def nouns(word: str) -> tuple[Form, ...]:
    """Its readings as a noun."""
    return tuple(form for form in forms(word.lower()) if form.speech == "NOUN")


def adjectives(word: str) -> tuple[Form, ...]:
    """Its readings as an adjective, a participle or a numeral."""
    low = word.lower()
    if low == "все":  # to the dictionary it is a particle first
        return (Form("весь", "ADJF", "nomn", True, False, False, False, "", False, False, 1.0),)
    return tuple(form for form in forms(low) if form.speech in {"ADJF", "PRTF", "NUMR"})
