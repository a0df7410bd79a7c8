"""Which words name somebody who can be given a task, and in which case."""

import re
from enum import StrEnum
from functools import lru_cache

from domain.minutes.grammar import Form, adjectives, forms, is_known, nouns
from domain.minutes.lexicon import word_list
from domain.minutes.words import PERSON


class Case(StrEnum):
    """How a party is named: who («директора»), to whom («директорам»), any other form."""

    WHO = "who"
    WHOM = "whom"
    OTHER = "other"


_BODIES = word_list("bodies")
_LONG_BODIES = tuple(body for body in _BODIES if len(body) >= 5)  # «медиацентр», «райуправление»
_SERVED = word_list("served")
POST = re.compile(
    r"^(?P<stem>заведующ|управляющ|ответственн|дежурн|уполномоченн)(?:(?P<who>ий|ая|ие|ый|ые|ой)|(?P<whom>ему|ей|им|ому|ым)|\w{1,3})$"
)
_ACRONYM = re.compile(
    r"^д/с$|^[А-ЯЁ]{2,}(?:-[А-ЯЁа-яё]+)?$|^(?:МБОУ|МАОУ|МКОУ|ГБОУ|ОУ|ОО|ДОУ|ДОО|УДО)$|"
    r"^[А-ЯЁ]\([А-ЯЁ]\)[А-ЯЁ]+$|^[А-ЯЁ]{2,}[а-яё]{1,2}[А-ЯЁ]+$|^ЦППМиСП$|^РУО$"
)
_NOT_A_PARTY = word_list("not_parties")
_RARE, _USUAL = 0.3, 0.4  # of all readings: «график» is seldom an artist
_SHORT_BODY = re.compile(r"(?:мин|рос|гос|обл|край|гор|рай|окр)[а-яё]{2,7}?[бвгджзклмнпрстфхцчш](?P<end>|у|а|ом|е)")
_SHORT_POST = re.compile(r"(?:[а-яё]+\.)?(?:рук|зав|зам|дир|нач|восп|преп|учит|метод)\.")
_SHORT_PREFIX = re.compile(r"^(?:соц|кл|ст|гл|мл|муз|физ|вед)\.\s*(?=[а-яё])", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:пед|мед|соц|проф|гор|рай|обл|спец|метод|теле|сопред|зам)(?=[а-яё]{4})")
_ABBREVIATED = re.compile(
    r"^(?:и\.\s?о\.|врио\b|вр\.\s?и\.\s?о\.)\s*[а-яё]|^(?:зам|зав|нач|гл|ст|рук|пом|спец|отв)\.?\s*(?:директор|заведующ|начальник|специалист|"
    r"отдел|воспит|главы|руковод|рмо|шмо|методист|д/с|детск|школ|библиот|каф|хоз|кабинет|производств|столов|сектор|филиал|склад)",
    re.IGNORECASE,
)
_PRONOUNS = {"всем": Case.WHOM, "все": Case.WHO, "остальным": Case.WHOM, "остальные": Case.WHO}
_HALVES = ("учебно", "школьно", "научно", "психолого", "медико", "социально")
_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё]+(?:\([А-ЯЁ]\)[А-ЯЁ]+)?(?:-[А-Яа-яЁё]+)*")


@lru_cache(maxsize=10_000)
def party_case(word: str, agreed: bool = False) -> Case | None:
    """The case of a word that names a party, or None when it names none.

    `agreed`: a word in the dative stands before it, so that a rarer reading counts («Главному механику»).
    """
    if _SHORT_POST.fullmatch(word.lower()):
        return Case.WHO
    if (short := _SHORT_BODY.fullmatch(word.lower())) and not is_known(word):
        return Case.WHOM if short.group("end") == "у" else Case.WHO if not short.group("end") else Case.OTHER
    if post := POST.match(word.lower()):
        return Case.WHO if post.group("who") else Case.WHOM if post.group("whom") else Case.OTHER
    every = [form for part in _parts(word) for form in nouns(part)]
    readings = [form for form in every if _acts(form)]
    if not readings or sum(form.share for form in readings) < (_RARE if agreed else _USUAL) * sum(
        form.share for form in every
    ):
        return None
    cases = {form.case for form in readings}
    return Case.WHO if "nomn" in cases else Case.WHOM if "datv" in cases else Case.OTHER


def _parts(word: str) -> list[str]:
    """«горадминистрация», «педагог-психолог»: what stands behind the prefix or the dash is who acts."""
    low = word.lower()
    tail = low.rpartition("-")[2]
    return list(dict.fromkeys((low, tail, _PREFIX.sub("", tail))))[: 1 if nouns(low) and "-" not in low else 3]


def in_dative(text: str) -> bool:
    """Whether the noun a phrase opens with may be in the dative («Администрации школы провести»)."""
    for found in _CYRILLIC_WORD.finditer(text):
        if party_case(found.group()) is not None:
            return any(form.case == "datv" for part in _parts(found.group()) for form in nouns(part) if _acts(form))
    return False


def _acts(form: Form) -> bool:
    if form.lemma in _BODIES or any(form.lemma.endswith(body) for body in _LONG_BODIES):
        return True
    return form.alive and not form.name and form.lemma not in _SERVED


def is_acronym(word: str) -> bool:
    """«МБОУ», «ИМЦ», «ОО» – but not «ЕГЭ»."""
    shouted = len(word) > 5 and is_known(word)  # «ПОРУЧЕНИЯ» is a word in capitals
    return bool(_ACRONYM.match(word)) and word not in _NOT_A_PARTY and not shouted


def opening_case(text: str) -> Case | None:
    """The case in which a phrase that opens with a party names it; None when it opens with none.

    «Директорам школ» → WHOM, «отдел образования» → WHO, «МБОУ СОШ № 4», «Иванова И.И.» → WHO.
    """
    text = _SHORT_PREFIX.sub("", text.lstrip(" –—-"))
    if (person := PERSON.match(text)) is not None:
        return _person_case(person.group())
    if _ABBREVIATED.match(text) or re.match(r"д/с\s*[№«\"]|(?:[а-яё]{3,}\.?\s?)?рук\.\s", f"{text} ", re.IGNORECASE):
        return Case.WHO
    if re.match(r"организации\s+(?![«\"№]|дополнительн|район|город|област)", text, re.IGNORECASE):
        return None  # «организации питания» is a thing, not somebody
    dative = False
    hits = [found for found, _ in zip(_CYRILLIC_WORD.finditer(text), range(8), strict=False)]
    said = [found.group() for found in hits]
    for at, found in enumerate(hits):
        word = found.group()
        gap = text[: found.start()] if at == 0 else ""
        if at > 5 or gap.strip('«" №'):
            return None
        if is_acronym(word):
            return Case.WHOM if dative else Case.WHO
        if at < len(said) - 1 and _describes(word, said[at + 1]):
            dative = dative or any(form.case == "datv" for form in adjectives(word))
            continue
        if (case := party_case(word, dative)) is not None and not (
            word[0].isupper() and at and text[found.start() - 2] == "."
        ):
            return Case.WHOM if dative and case is Case.OTHER else case
        if word.lower() in _PRONOUNS and len(text.split()) == 1:
            return _PRONOUNS[word.lower()]
        if word == "и" and at:
            continue
        described = adjectives(word)
        if not (described or word.lower().endswith(_HALVES) or (at == 0 and text[:1] in '«"')):
            return None
        dative = dative or any(form.case == "datv" for form in described)
    return None


_SURNAME = r"[А-ЯЁ][а-яё]+(?:ову|еву|ёву|скому|цкому|овой|евой|ёвой|ской|цкой|иной)"
_SURNAMES = re.compile(rf"{_SURNAME}(?:(?:,\s|\sи\s){_SURNAME})*")
_GIVING = re.compile(
    r"(?:вруч|выда|выпла|оказ|объяв|установ|присв|выдел|компенс|предостав|назнач|сообщ|разъясн|показ|увелич|повы|снизи|"
    r"довест|отказ)",
    re.IGNORECASE,
)


_NAME_WORD = re.compile(r"@[\w.-]+|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|(?:[А-ЯЁ]\.){1,2}")


def names_only(phrase: str) -> bool:
    """«Дмитрий», «Алла Геннадьевна», «Тарасова и Бикбулатова», «@pavel»: people without their initials."""
    words = re.findall(r"[^\s,;]+", phrase)
    if not words or len(words) > 8:
        return False
    named, tagged = False, phrase.startswith("@")
    for word in words:
        if word in {"и", "/", "+", "же", "тоже"}:
            continue
        if _NAME_WORD.fullmatch(word) is None:
            return False
        if party_case(word) is not None and not tagged and not any(form.name for form in forms(word.lower())):
            return False  # a post or a body is no name
        named = named or word.startswith("@") or any(form.name for form in forms(word.lower()))
    return named


def addressed(text: str, verb: str) -> bool:
    """Whether a phrase before the verb `verb` is somebody told to act, though its noun is unknown.

    A noun in the dative («Районной газете опубликовать»); not when the verb gives it something.
    """
    if _GIVING.match(verb):
        return False
    return bool(_SURNAMES.fullmatch(text.strip())) or dative_phrase(text)


def _describes(word: str, following: str) -> bool:
    """«Рабочие программы», «Детский сад»: an adjective, though it may be a noun alone."""
    cases = {(form.case, form.plural) for form in adjectives(word) if form.share >= 0.3}
    return bool(nouns(word)) and any((form.case, form.plural) in cases for form in nouns(following))


def dative_phrase(text: str) -> bool:
    """Whether a phrase opens with words in the dative («Правительству области», «Районной газете»)."""
    agreed = False
    for found in _CYRILLIC_WORD.finditer(text):
        readings = nouns(found.group())
        dative = sum(form.share for form in readings if form.case == "datv" and form.lemma not in _SERVED)
        described = adjectives(found.group())
        if readings and (not described or readings[0].share > described[0].share):
            return bool(dative) and (agreed or dative >= sum(form.share for form in readings) / 2)
        if not described:
            return False
        agreed = agreed or any(form.case == "datv" for form in described)
    return False


def may_act(text: str) -> bool:
    """Whether a phrase in «кто» before a plain verb is its doer: «школы закрыть» closes schools, nobody acts."""
    if opens_singular(text):
        return True
    return any(
        form.alive and _acts(form) for found in _CYRILLIC_WORD.finditer(text) for form in nouns(found.group())
    ) or any(POST.match(found.group().lower()) for found in _CYRILLIC_WORD.finditer(text))


def is_post(text: str) -> bool:
    """Whether the party a phrase opens with is somebody alive: «директор школы» beside a name, not «отдел»."""
    for found in _CYRILLIC_WORD.finditer(text):
        if party_case(found.group()) is not None:
            return POST.match(found.group().lower()) is not None or any(form.alive for form in nouns(found.group()))
    return False


def opens_singular(text: str) -> bool:
    """Whether the party a phrase opens with is one person or body («главный специалист», not «директора»)."""
    words = [found.group() for found in _CYRILLIC_WORD.finditer(text) if party_case(found.group()) is Case.WHO]
    if not words:
        return False
    if post := POST.match(words[0].lower()):
        return post.group("who") in {"ий", "ая", "ый", "ой"}
    return not any(
        form.plural and form.case == "nomn" for part in _parts(words[0]) for form in nouns(part) if _acts(form)
    )


def _person_case(name: str) -> Case:
    surname = next((part for part in re.findall(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", name)), "")
    if surname.endswith(("ову", "еву", "ёву", "ину", "ыну", "скому", "цкому", "ому", "ему")):
        return Case.WHOM
    if surname.endswith(("овой", "евой", "ёвой", "иной", "ыной", "ской", "цкой")):
        return Case.WHOM
    return Case.WHO
