"""A phrase that names who must act → its parties."""

import re

from domain.minutes.parties import Case, is_acronym, opening_case, opens_singular
from domain.minutes.words import PERSON, open_words, outside, split_outside, without_names

TOGETHER = re.compile(
    r",?\s*\(?(?:совместно\s+с|при\s+участии|во\s+взаимодействии\s+с|по\s+согласованию\s+с|"
    r"с\s+привлечением)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    r"^(?:не\s+)?(?:кроме|за\s+исключением|исключая|в\s+том\s+числе|включая|котор\w+|где|не\s+\w+|"
    r"(?:[а-яё]+)(?:ющ|ущ|ащ|ящ|вш|енн|анн|янн|ённ|емы|имы|ят|дш)(?:ий|ая|ее|ие|его|ей|им|ему|их|"
    r"ими|ую|ым|ых|ый|ые|ому|ой|ого|м|х|й|е|ым|ыми|имися|имся|ихся|ийся|иеся|аяся|ими|х|ым)(?:ся|"
    r"сь)?)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?P<stem>.*?)\s*(?:№№|№|NN|N|(?<=\bшкол)|(?<=\bшколам)|(?<=СОШ)|(?<=ДОУ)|(?<=садам)|(?<=школы))\s*(?P<number>\d+[а-яА-Я]?)$",
    re.DOTALL | re.IGNORECASE,
)


_SECOND_PARTY = re.compile(r"руководители|заведующие|начальники|специалисты|методисты|педагоги|отдел|управление")
_OF_SCHOOL = re.compile(r"^директор\w*\s+(?=(?-i:[А-ЯЁ]{3,})\s.*№)", re.IGNORECASE)


def split_parties(phrase: str) -> tuple[str, ...]:
    """A phrase as written → parties: split at commas and «и» where each part is a party of its own.

    Names in brackets and beside a post are dropped, «МБОУ СОШ № 1, 3, 7» becomes three, a comma inside a
    participle clause does not split. Source: labelling rule 10.
    """
    bare = re.sub(r"\((?:[^()]*)\)", " ", TOGETHER.sub("", phrase)).strip(" .;:,!–—-")
    bare = re.sub(r"\s+", " ", re.sub(r"№\s?№|\bNN\b", "№", bare))
    parties: list[str] = []
    for part in _pieces(bare):
        _add_party(parties, part.strip(" .;:,!–—-"), bare)
    if len(parties) > 1:
        parties = [_OF_SCHOOL.sub("", party) for party in parties]
    named = [name for party in parties for name in _expand(_without_person(party)) if name]
    return tuple(dict.fromkeys(named))


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in split_outside(text, ",;"):
        pieces += _split_missing_comma(piece)
    return [half for piece in pieces for half in _split_and(piece)]


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
    return re.search(r"(?:ые|ие|ый|ий|ой|ая|ое|ее|их|ых|им|ым|ими|ыми|его|ого|ую|ему|ому)$", word.lower()) is not None


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
    first = right.split(maxsplit=1)[0]
    if re.fullmatch(r"(?:№\s?)?\d+[а-яА-Я]?", right.strip()):
        return bool(_NUMBERED.match(left.strip()) or re.fullmatch(r"(?:№\s?)?\d+", left.strip()))
    if is_acronym(first.strip('«»"')) or first[0] in '«"':
        proper = re.search(r"[№«\"]|\bимени\b|\bим\.", right) is not None
        return proper or (is_acronym(left.split(maxsplit=1)[0]) and len(left.split()) <= 2)
    if PERSON.match(right):
        return True
    if case is Case.OTHER:
        return re.search(r"[№]\s?\d", right) is not None and "№" in left
    return case is not None and case is opening_case(left)


def _add_party(parties: list[str], part: str, whole: str) -> None:
    """A piece is a new party, a number of the one before, or goes on with it."""
    part = re.sub(r"^и\s+", "", part)
    if not part:
        return
    if not parties:
        parties.append(part)
        return
    number = re.fullmatch(r"(?:№\s?)?(\d+[а-яА-Я]?(?:\s?[–-]\s?\d+)?)", part)
    if number and (stem := _NUMBERED.match(parties[-1])):
        parties.append(f"{stem.group('stem')} № {number.group(1)}")
        return
    if _goes_on(parties[-1], part, whole):
        parties[-1] = f"{parties[-1]}, {part}"
        return
    parties.append(part)


def _goes_on(before: str, part: str, whole: str) -> bool:
    """A participle clause, an exception, or the rest of a name («образования, культуры и спорта»)."""
    if _CLAUSE.match(part):
        return opening_case(part) is None or not re.match(
            r"(?:заведующ|управляющ|ответственн|уполномоченн|подведомственн)", part.lower()
        )
    case = opening_case(part)
    if PERSON.fullmatch(before.strip()) and part[:1].islower() and case is Case.WHO:
        return opens_singular(part)
    if part[:1].isupper() or part[:1] in '«"№' or "№" in part:
        return False
    if case is None or case is Case.OTHER:
        return True
    return case is Case.WHO and opening_case(whole) is Case.WHOM


def _without_person(party: str) -> str:
    """The post without the name beside it; a name alone stays."""
    rest = without_names(party)
    if not re.search(r"[А-Яа-яЁё]{2}", rest):
        return party.strip(" ,.;") + ("." if re.search(r"\s[А-ЯЁ]\.\s?[А-ЯЁ]$", party.strip(" ,.;")) else "")
    return re.sub(r"^(?:рекомендовать|поручить|обязать|просить|предложить)\s+", "", rest, flags=re.IGNORECASE)


def _expand(party: str) -> tuple[str, ...]:
    """«Ольховская и Песчанская школы» → two schools."""
    found = re.fullmatch(r"([А-ЯЁ][а-яё]+ая) и ([А-ЯЁ][а-яё]+ая) (школ|гимнази|СОШ|ООШ|НОШ|СШ|ОШ)(?:ы|и)?", party)
    if not found:
        return (party,)
    noun = found.group(3) + {"школ": "а", "гимнази": "я"}.get(found.group(3), "")
    return tuple(f"{found.group(at)} {noun}" for at in (1, 2))
