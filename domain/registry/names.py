"""Names of organisations: the key they are searched and matched by, and the short form shown to people."""

import re

from domain.organisations import Organisation

_LATIN = str.maketrans("aeopcxyktmhb", "аеорсхуктмнв")
_NOT_WORD = re.compile(r"[^0-9a-zа-я]+")

_FORM_WORD = (
    r"(?:муниципальн|государственн|федеральн|областн|краев|республиканск|городск|районн|частн|негосударственн"
    r"|бюджетн|казенн|автономн|некоммерческ|общеобразовательн|образовательн|дошкольн|специальн|коррекционн)"
)
# «Муниципальное бюджетное общеобразовательное учреждение …» up to what the institution is called.
LEGAL_FORM = re.compile(
    rf"^(?P<words>(?:{_FORM_WORD}\w*\s+)+)(?P<noun>учреждени\w*|организаци\w*)"
    r"(?P<further>\s+дополнительного(?:\s+профессионального)?\s+образования(?:\s+детей)?)?",
    re.IGNORECASE,
)
_INNER_FORM = re.compile(
    rf"\b(?P<words>{_FORM_WORD}(?:ое|ого|ому|ом|ая|ой|ую)\s+(?:{_FORM_WORD}\w*\s+)*)(?P<noun>учреждени\w*|организаци\w*)"
    r"(?P<further>\s+дополнительного(?:\s+профессионального)?\s+образования(?:\s+детей)?)?"
)
_INITIALS = {
    "муниципальн": "М", "государственн": "Г", "федеральн": "Ф", "областн": "О", "краев": "К", "республиканск": "Р",
    "городск": "Г", "районн": "Р", "частн": "Ч", "негосударственн": "Н", "бюджетн": "Б", "казенн": "К",
    "автономн": "А", "некоммерческ": "Н", "общеобразовательн": "О", "образовательн": "О", "дошкольн": "Д",
    "специальн": "С", "коррекционн": "К",
}  # fmt: skip

_PHRASES = (
    (r"открытая\s*\(сменная\)\s+общеобразовательная\s+школа", "О(С)ОШ"),
    (r"средняя\s+(?:общеобразовательная\s+)?школа", "СОШ"),
    (r"основная\s+(?:общеобразовательная\s+)?школа", "ООШ"),
    (r"начальная\s+(?:общеобразовательная\s+)?школа(?!\s*[–—-])", "НОШ"),
    (r"детский сад (?:обще\w+|комбинированного|компенсирующего|присмотра и оздоровления)\s+вида", "Детский сад"),
    (r"центр развития ребенка", "ЦРР"),
    (r"детско-юношеская спортивная школа", "ДЮСШ"),
    (r"детская школа искусств", "ДШИ"),
    (r"информационно-методический центр", "ИМЦ"),
)
_TAIL = re.compile(
    r"\s+(?:имени|им\.|с углубленным изучением|с кадетскими классами"
    r"|(?:[а-я]+ого\s+)?(?:муниципального|городского)\s+(?:района|округа|поселения)"
    r"|[а-я]+ого\s+района|города\s|г\.\s).*$",
    re.IGNORECASE,
)
_SCHOOL_FORM = re.compile(r"\b(?:СОШ|ООШ|НОШ|Гимназия|Лицей)\b|О\(С\)ОШ", re.IGNORECASE)
_BARE_TYPE = re.compile(r"^\W*(?:СОШ|ООШ|НОШ|школа|гимназия|лицей|детский сад)\W*$", re.IGNORECASE)


def fold(text: str) -> str:
    """`text` casefolded, ё as е, Latin look-alikes as Cyrillic; marks and spaces stay."""
    return text.casefold().replace("ё", "е").translate(_LATIN)


_BUT = re.compile(r"[\s,(]*\b(?:кроме|за исключением|исключая)\s+", re.IGNORECASE)
_EVERYBODY = re.compile(r"вс(?:е|ем|ех)(?: (?:подведомственн|образовательн)\w+)?(?: (?:организаци|учреждени)\w+)?")
_ENDING = 2  # letters


def split_exception(text: str) -> tuple[str, str]:
    """«все школы, кроме Берёзовской» → whom, and who is left out; "" when nobody is."""
    whom, *but = _BUT.split(text.strip().rstrip(" .)"), maxsplit=1)
    return whom, but[0] if but else ""


def means_everybody(text: str) -> bool:
    """«всем», «все организации»."""
    return _EVERYBODY.fullmatch(search_key(text)) is not None


def word_stems(key: str) -> frozenset[str]:
    """The words of a search key without their endings: «лесной» and «лесная» agree."""
    return frozenset(word[:-_ENDING] if len(word) > _ENDING + 3 else word for word in key.split())


_BETWEEN_NAMES = (re.compile(r"[,;\n]+"), re.compile(r"\s+и\s+"))


def split_names(text: str, *, by_and: bool = False) -> tuple[str, ...]:
    """Names typed one after another: by commas and lines, or `by_and` by «и», which some names hold themselves."""
    return tuple(part.strip() for part in _BETWEEN_NAMES[by_and].split(text) if part.strip())


def search_key(name: str) -> str:
    """`name` as it is searched by: casefolded, ё as е, Latin look-alikes as Cyrillic, words only.

    Both sides of a comparison go through it; «МБОУ CОШ №5» and «мбоу сош № 5» give «мбоу сош 5».
    """
    return _NOT_WORD.sub(" ", fold(name)).strip()


def name_key(name: str) -> str:
    """The key by which an imported name meets an existing one: full and short spellings of a name agree."""
    return search_key(_abbreviate(_straight(name)))


def abbreviate_form(folded: str) -> str:
    """A folded text where «муниципальному бюджетному … учреждению» in the singular is «мбоу»."""
    return _INNER_FORM.sub(lambda form: _form_initials(form).lower(), folded)


def make_short_name(name: str) -> str:
    """The short form of a full official name.

    «Муниципальное бюджетное общеобразовательное учреждение «Берёзовская средняя общеобразовательная школа»»
    → «МБОУ Берёзовская СОШ». Words keep their spelling; a name without a known form stays as it is.
    """
    text = " ".join(name.split())
    plain = _straight(text)
    form = LEGAL_FORM.match(plain)
    if form is None:
        head, rest = _leading_abbreviation(text)
    else:
        head, rest = _form_initials(form), text[form.end() :].strip()
    if not head:
        return re.sub(r"(?<=\w)\s+администрации(?=\s)", "", text)
    return f"{head} {_shorten_title(rest)}".strip()


def distinct_short_names(organisations: tuple[Organisation, ...]) -> dict[int, str]:
    """Row index → short name where two made ones would collide in a municipality: those keep the full name."""
    seen: dict[tuple[str, str], list[int]] = {}
    for index, row in enumerate(organisations):
        seen.setdefault((search_key(row.municipality), search_key(row.short_name)), []).append(index)
    colliding = [index for rows in seen.values() if len(rows) > 1 for index in rows]
    return {
        index: _with_short_form(organisations[index].name)
        for index in colliding
        if organisations[index].short_name == make_short_name(organisations[index].name)
    }


def _straight(text: str) -> str:
    """Same length as `text`, so that positions agree."""
    return text.replace("ё", "е").replace("Ё", "Е")


def _form_initials(form: re.Match[str]) -> str:
    words = form["words"].casefold().split()
    initials = [mark for word in words for stem, mark in _INITIALS.items() if word.startswith(stem)]
    noun = "У" if form["noun"].casefold().startswith("у") else "О"
    further = (form["further"] or "").casefold()
    suffix = " ДПО" if "профессиональн" in further else " ДО" if further else ""
    return "".join(initials) + noun + suffix


def _with_short_form(name: str) -> str:
    form = LEGAL_FORM.match(_straight(name))
    return name if form is None else f"{_form_initials(form)} {name[form.end() :].strip()}"


def _leading_abbreviation(text: str) -> tuple[str, str]:
    found = re.match(r"^([А-ЯЁ]{2,7}(?:\s+(?:ДО|ДПО))?)(?=[\s«\"“„])\s*", text)
    return (found[1], text[found.end() :]) if found else ("", text)


def _abbreviate(text: str) -> str:
    form = LEGAL_FORM.match(text)
    if form is not None:
        text = f"{_form_initials(form)} {text[form.end() :].strip()}"
    for phrase, short in _PHRASES:
        text = re.sub(phrase, short, text, flags=re.IGNORECASE)
    return text


def _shorten_title(rest: str) -> str:
    title = _unquote(rest)
    for phrase, short in _PHRASES:
        while found := re.search(phrase, _straight(title), re.IGNORECASE):
            title = title[: found.start()] + short + title[found.end() :]
    title = _without_tail(title)
    if not title or _SCHOOL_FORM.search(title) or rest[:1] not in '«"“„':
        return _unquote(title) if _SCHOOL_FORM.search(title) else title
    return f"«{title}»" if not title.endswith("»") else f"«{title}"


def _without_tail(title: str) -> str:
    tail = _TAIL.search(_straight(title))
    if tail is None or _BARE_TYPE.match(title[: tail.start()]):
        return title
    kept = title[: tail.start()].strip(" ,–—-")
    return kept + "»" * (kept.count("«") - kept.count("»"))


def _unquote(text: str) -> str:
    """`text` without the quotes around the whole of it; inner quotes become «…»."""
    text = re.sub(r"[“„”]", '"', text.strip())
    text = re.sub(r'(?<!\w)"(?=\w)', "«", text).replace('"', "»")
    if text.startswith("«"):
        inner = text[1:]
        text = inner.removesuffix("»") if inner.count("»") > inner.count("«") else inner
    return text
