"""A phrase that names who must act → its parties."""

import re

from domain.minutes.grammar import adjectives, nouns
from domain.minutes.parties import (
    Case,
    dative_phrase,
    in_dative,
    is_acronym,
    is_post,
    names_only,
    opening_case,
    opens_singular,
    party_case,
)
from domain.minutes.words import PERSON, first_word, open_words, outside, split_outside, without_asides, without_names

TOGETHER = re.compile(
    r",?\s*\(?(?:совместно\s+с|при\s+участии|во\s+взаимодействии\s+с|по\s+согласованию\s+с|"
    r"с\s+привлечением)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    r"^(?:не\s+)?(?:кроме|за\s+исключением|исключая|в\s+том\s+числе|включая|котор\w+|где|не\s+\w+)\b", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"^(?P<stem>.*?)\s*(?:№№|№|NN|N|(?<=\bшкол)|(?<=\bшколам)|(?<=СОШ)|(?<=ДОУ)|(?<=садам)|(?<=школы)|(?<=[А-ЯЁ][А-ЯЁ]))\s*(?P<number>\d+[а-яА-Я]?)$",
    re.DOTALL | re.IGNORECASE,
)


#: «Директорам МБОУ СОШ № 1, 3, 7» are three schools.
_OF_NUMBERED = re.compile(r"^(?i:директора[м]?)\s+(?=[А-ЯЁ]{3,}(?:\s[А-ЯЁ]{2,})?\s№\s?\d+$)")
_SECOND_PARTY = re.compile(r"руководители|заведующие|начальники|специалисты|методисты|педагоги|отдел|управление")


def split_parties(phrase: str) -> tuple[str, ...]:
    """A phrase as written → parties: split at commas and «и» where each part is a party of its own.

    Names in brackets and beside a post are dropped, «МБОУ СОШ № 1, 3, 7» becomes three, a comma inside a
    participle clause does not split. Source: labelling rule 10.
    """
    bare = without_asides(TOGETHER.sub("", phrase)).strip(" .;:,!–—-")
    bare = re.sub(r"\s+", " ", re.sub(r"№\s?№|\bNN\b", "№", bare))
    parties: list[str] = []
    for piece in split_outside(bare, ",;+"):
        for half in _split_missing_comma(piece):
            first, *rest = _split_and(half)
            _add_party(parties, first.strip(" .;:,!–—-"), bare)
            for part in rest:  # «и» has told already that it is a party of its own
                _add_party(parties, part.strip(" .;:,!–—-"), bare, apart=True)
    if len(parties) > 1:
        parties = [_OF_NUMBERED.sub("", party) for party in parties]
    named = [name for party in parties for name in _expand(_without_person(party)) if name]
    return tuple(dict.fromkeys(named))


def _split_missing_comma(piece: str) -> list[str]:
    """«отдел образования руководители ОО»: a second party in the plain form without a comma."""
    for found in list(open_words(piece))[1:]:
        word = found.group()
        before = piece[: found.start()].split()
        joined = before[-1].lower() in {"и", "–", "-"} or _is_adjective(before[-1])
        if _SECOND_PARTY.fullmatch(word) and not joined and opening_case(piece) is Case.WHO:
            return [piece[: found.start()], *_split_missing_comma(piece[found.start() :])]
    return [piece]


def _is_adjective(word: str) -> bool:
    """Whether the word before a noun belongs to it («главные специалисты»)."""
    return bool(adjectives(word)) and party_case(word) is None


def _split_and(piece: str) -> list[str]:
    mask = outside(piece)
    for found in re.finditer(r"\s+и\s+", piece):
        if not mask[found.start()]:
            continue
        left, right = piece[: found.start()], piece[found.end() :]
        if _stands_alone(left, right):
            return [left, *_split_and(right)]
    return [piece]


def _stands_alone(left: str, right: str) -> bool:
    """Whether what follows «и» is a party of its own, in the case of the first one."""
    case = opening_case(right)
    first = first_word(right)
    if right.startswith("@"):
        return True
    if re.fullmatch(r"\s*(?:№\s?)?\d+\w?", left) and re.search(r"[№«\"]", right):
        return True
    if re.fullmatch(r"(?:№\s?)?\d+[а-яА-Я]?", right.strip()):
        return bool(_NUMBERED.match(left.strip()) or re.fullmatch(r"(?:№\s?)?\d+", left.strip()))
    if is_acronym(first.strip('«»"')) or first[:1] in {"«", '"'}:
        proper = re.search(r"[№«\"]|\bимени\b|\bим\.", right) is not None
        again = first.strip('«»"') in left.split()  # «МОУ Ивановская ООШ и МОУ Троицкая СОШ»
        return proper or again or (is_acronym(first_word(left)) and len(left.split()) <= 2)
    if _indeclinable(left):
        return case is not None and case is not Case.OTHER
    if (
        PERSON.match(right)
        or (PERSON.fullmatch(left.strip()) is not None and is_post(right))
        or (names_only(left) and (names_only(right) or case is not None))
        or (len(left.split()) == 1 and case is Case.WHOM and any(form.name for form in nouns(left)))
    ):
        return True
    if case is Case.OTHER:
        return re.search(r"[№]\s?\d", right) is not None and "№" in left
    return case is not None and (
        case is opening_case(left) or (case is Case.WHOM and (in_dative(left) or dative_phrase(left)))
    )


def _nominative(part: str) -> bool:
    """Whether a piece opens with a noun that can only be the subject."""
    noun = next((word for word in part.split() if not _is_adjective(word)), part)
    cases = {form.case for form in nouns(noun.strip('«»".,'))}
    return "nomn" in cases and "gent" not in cases


def _clearly_dative(part: str) -> bool:
    """Whether a piece opens with an adjective and a noun that agree in the dative."""
    words = part.split()
    return len(words) > 1 and bool(adjectives(words[0])) and dative_phrase(part)


def _indeclinable(party: str) -> bool:
    """A party whose own words show no case: «ЦЗН», «СОШ № 3», «№ 18», a nickname."""
    words = [word for word in re.findall(r"[^\s№\d,.«»\"]+", re.sub(r"«[^»]*»", " ", party)) if word]
    return all(is_acronym(word) or word.startswith("@") for word in words)


def _add_party(parties: list[str], part: str, whole: str, apart: bool = False) -> None:
    """A piece is a new party, a number of the one before, or goes on with it."""
    part = re.sub(r"^и\s+", "", part)
    if not part:
        return
    if not parties:
        parties.append(part)
        return
    if part.startswith("@") or (names_only(parties[-1]) and names_only(part)):
        parties.append(part)
        return
    number = re.fullmatch(r"(?:№\s?)?(\d+[а-яА-Я]?(?:\s?[–-]\s?\d+)?)", part)
    if number and (stem := _NUMBERED.match(parties[-1])):
        parties.append(f"{stem.group('stem')} № {number.group(1)}")
        return
    if not apart and _goes_on(parties[-1], part, whole):
        parties[-1] = f"{parties[-1]}, {part}"
        return
    parties.append(part)


def _goes_on(before: str, part: str, whole: str) -> bool:
    """A participle clause, an exception, or the rest of a name («образования, культуры и спорта»)."""
    last, first = before.rpartition(" ")[2], first_word(part)
    if _is_adjective(last) and (_is_adjective(first) or opening_case(part) is None) and not PERSON.search(before):
        return True  # «Заволжского, Борисоглебского районов»
    if _CLAUSE.match(part) or sum(form.share for form in adjectives(first) if form.speech == "PRTF") >= 0.4:
        return opening_case(part) is None or not re.match(
            r"(?:заведующ|управляющ|ответственн|уполномоченн|подведомственн)", part.lower()
        )
    case = opening_case(part)
    if case is None and opening_case(whole) is Case.WHOM and _clearly_dative(part):
        return False  # «отделу …, Центральной библиотечной системе»
    if case is None and opening_case(before) is Case.WHO and _nominative(part):
        return False  # «родители, родкомы классов»
    if PERSON.fullmatch(before.strip()) and part[:1].islower() and case is Case.WHO:
        return opens_singular(part) and is_post(part)
    if part[:1].isupper() or part[:1] in '«"№' or "№" in part or "«" in part:
        return False
    if case is None or case is Case.OTHER:
        return True
    if opening_case(whole) is Case.WHOM and in_dative(part) and not is_post(before):
        return False  # «кафедре математики, лаборатории …»: a genitive goes on with a post only
    return case is Case.WHO and opening_case(whole) is Case.WHOM


def _without_person(party: str) -> str:
    """The post without the name beside it; a name alone stays."""
    rest = without_names(party)
    if not re.search(r"[А-Яа-яЁё]{2}", rest):
        return party.strip(" ,.;") + ("." if re.search(r"\s[А-ЯЁ]\.\s?[А-ЯЁ]$", party.strip(" ,.;")) else "")
    return re.sub(r"^(?:рекомендовать|поручить|обязать|просить|предложить)\s+", "", rest, flags=re.IGNORECASE)


def _expand(party: str) -> tuple[str, ...]:
    """«Ольховская и Песчанская школы» → two schools."""
    found = re.fullmatch(
        r"([А-ЯЁ][а-яё]+(?:ая|ой)) и ([А-ЯЁ][а-яё]+(?:ая|ой)) (школ|гимнази|СОШ|ООШ|НОШ|СШ|ОШ)(?:ы|и|ам|ям)?", party
    )
    if not found:
        return (party,)
    dative = found.group(1).endswith("ой")
    noun = found.group(3) + {"школ": "е" if dative else "а", "гимнази": "и" if dative else "я"}.get(found.group(3), "")
    return tuple(f"{found.group(at)} {noun}" for at in (1, 2))
