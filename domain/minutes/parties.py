"""Which words name somebody who can be given a task. Stems with the endings of the cases that matter."""

import re
from enum import StrEnum

from domain.minutes.words import PERSON


class Case(StrEnum):
    """How a party is named: who («директора»), to whom («директорам»), any other form."""

    WHO = "who"
    WHOM = "whom"
    OTHER = "other"


_Endings = tuple[frozenset[str], frozenset[str]]  # of «кто» and of «кому», one and many


def _endings(who: str, whom: str) -> _Endings:
    return frozenset(who.replace("-", "").split(",")), frozenset(whom.split(","))


_NOUNS: tuple[tuple[_Endings, str], ...] = (
    (
        _endings("-,ы,и", "у,ам"),
        "отдел комитет департамент центр институт совет орган штаб педагог методист специалист логопед психолог "
        "координатор куратор оператор организатор администратор юрист консультант секретариат техникум колледж "
        "интернат аппарат оргкомитет клуб модератор тьютор наставник начальник работник сотрудник врач депутат "
        "участник помощник эксперт член коллектив кабинет фонд комплекс сад дом театр бухгалтер архитектор инженер "
        "контролер завхоз завуч сектор "
        "волонтер волонтёр ректор проректор министр дефектолог предметник председатель старшеклассник филиал",
    ),
    (_endings("-,а", "у,ам"), "директор профессор мастер инспектор"),
    (
        _endings("ь,и", "ю,ям"),
        "руководител заместител председател представител секретар исполнител библиотекар воспитател преподавател "
        "родител лагер учредител",
    ),
    (_endings("ь,я", "ю,ям"), "учител слесар"),
    (_endings("ие,ия", "ию,иям"), "собран правлен управлен учрежден объединен отделен предприят подразделен поселен"),
    (
        _endings("о,а", "у,ам"),
        "руководств ведомств министерств агентств обществ представительств сообществ товариществ",
    ),
    (
        _endings("а,ы", "е,ам"),
        "дум команд старост школ служб групп глав кафедр медсестр палат прокуратур больниц газет",
    ),
    (_endings("а,и", "е,ам"), "библиотек поликлиник площадк"),
    (
        _endings("ия,ии", "ии,иям"),
        "станц организац администрац комисс гимназ бухгалтер лаборатор инспекц коллег академ дирекц редакц полиц",
    ),
    (_endings("й,и", "ю,ям"), "лице музе"),
    (_endings("ец,цы", "цу,цам"), "двор"),
    (_endings("ий,ая,ие,ый,ые,ой", "ему,ой,ей,им,ому,ым"), "заведующ управляющ ответственн дежурн уполномоченн"),
)
_ENDINGS: dict[str, tuple[_Endings, ...]] = {}
for _forms, _stems in _NOUNS:
    for _stem in _stems.split():
        _ENDINGS[_stem] = (*_ENDINGS.get(_stem, ()), _forms)
_ADJECTIVES = re.compile(
    r"(?:ому|ему|ым|им|ые|(?<!ан)(?<!ен)(?<!ят)(?<!ыт)(?<!ств)ие|ый|ий|ая|яя|ой|ей|ого|его|ую|юю|ых|их|всем|все|всех|всеми|учебно|школьно)$"
    r"|^(?:учебно|научно|психолого|медико|социально)-"
)
_ACRONYM = re.compile(
    r"^[А-ЯЁ]{2,}(?:-[А-ЯЁа-яё]+)?$|^(?:МБОУ|МАОУ|МКОУ|ГБОУ|ОУ|ОО|ДОУ|ДОО|УДО)$|"
    r"^[А-ЯЁ]\([А-ЯЁ]\)[А-ЯЁ]+$|^[А-ЯЁ]{2,}[а-яё]{1,2}[А-ЯЁ]+$|^ЦППМиСП$|^РУО$"
)
_NOT_A_PARTY = frozenset(
    [
        "РФ",
        "ЕГЭ",
        "ОГЭ",
        "ГИА",
        "ВПР",
        "ФГОС",
        "СМИ",
        "НОКО",
        "ВСОКО",
        "СПТ",
        "ГВЭ",
        "ИПР",
        "ИОМ",
        "ПДД",
        "ДТП",
        "ОРВИ",
        "НПА",
        "ФОП",
        "ФАОП",
        "ООП",
        "АООП",
        "ПФДО",
        "АИС",
        "ФИС",
        "ФРДО",
        "ГТО",
        "ВФСК",
        "ОВЗ",
        "СССР",
        "РСФСР",
        "КПК",
        "ДПП",
        "МУМ",
        "ТО",
        "НСОТ",
        "РДШ",
        "ОРКСЭ",
        "ИУП",
        "МТБ",
        "ПМПк",
    ]
)
_PREFIX = re.compile(r"^(?:пед|мед|соц|проф|гор|рай|обл|спец|метод|теле|сопред|зам)(?=[а-яё]{4})")
_ANY_ENDING = re.compile(
    r"(?:[аяуюыиейоь]|ь|ом|ем|ём|ой|ей|ою|ов|ев|ий|ый|ие|ия|ию|ии|ам|ям|ами|ями|ах|ях|ого|его|ому|"
    r"ему|ым|им|ых|их|"
    r"ыми|ими|ая|ую|яя|ые|ием|иям|иями|иях|ей|ья|цу|ца|)"
)
_ABBREVIATED = re.compile(
    r"^(?:зам|зав|нач|гл|ст|рук|пом|спец|отв)\.?\s*(?:директор|заведующ|начальник|специалист|"
    r"отдел|воспит|главы|руковод|рмо|шмо|методист)",
    re.IGNORECASE,
)
_PRONOUNS = {"всем": Case.WHOM, "все": Case.WHO, "остальным": Case.WHOM, "остальные": Case.WHO}
_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё]+(?:\([А-ЯЁ]\)[А-ЯЁ]+)?(?:-[А-Яа-яЁё]+)*")


def party_case(word: str) -> Case | None:
    """The case of a word that names a party, or None when it names none."""
    head, _, low = word.lower().rpartition("-")
    for form in dict.fromkeys((low, _PREFIX.sub("", low), head)):
        for size in range(len(form), 2, -1):
            found = _ENDINGS.get(form[:size], ())
            if found and _ANY_ENDING.fullmatch(form[size:]):
                return _case(form[size:], found)
    return None


def _case(ending: str, declensions: tuple[_Endings, ...]) -> Case:
    if any(ending in who for who, _ in declensions):
        return Case.WHO
    return Case.WHOM if any(ending in whom for _, whom in declensions) else Case.OTHER


def is_acronym(word: str) -> bool:
    """«МБОУ», «ИМЦ», «ОО» – but not «ЕГЭ»."""
    return bool(_ACRONYM.match(word)) and word not in _NOT_A_PARTY


def opening_case(text: str) -> Case | None:
    """The case in which a phrase that opens with a party names it; None when it opens with none.

    «Директорам школ» → WHOM, «отдел образования» → WHO, «МБОУ СОШ № 4», «Иванова И.И.» → WHO.
    """
    text = text.lstrip(" –—-")
    if (person := PERSON.match(text)) is not None:
        return _person_case(person.group())
    if _ABBREVIATED.match(text):
        return Case.WHO
    if re.match(r"организации\s+(?![«\"№]|дополнительн|район|город|област)", text, re.IGNORECASE):
        return None  # «организации питания» is a thing, not somebody
    dative = False
    for at, found in enumerate(_CYRILLIC_WORD.finditer(text)):
        word = found.group()
        gap = text[: found.start()] if at == 0 else ""
        if at > 5 or gap.strip('«" №'):
            return None
        if is_acronym(word):
            return Case.WHOM if dative else Case.WHO
        if (case := party_case(word)) is not None and not (word[0].isupper() and at and text[found.start() - 2] == "."):
            return Case.WHOM if dative and case is Case.OTHER else case
        if word.lower() in _PRONOUNS and len(text.split()) == 1:
            return _PRONOUNS[word.lower()]
        if word == "и" and at:
            continue
        if not (_ADJECTIVES.search(word.lower()) or (at == 0 and text[:1] in '«"')):
            return None
        dative = dative or word.lower().endswith(("ым", "им", "ому", "ему", "вcем", "всем", "ой", "ей"))
    return None


_AGREED = re.compile(
    r"^(?:[А-ЯЁа-яё-]+(?:ому|ему)\s+){1,3}[а-яё-]+[ую]\b|^(?:[А-ЯЁа-яё-]+(?:ой|ей)\s+){1,3}[а-яё-]+[еи]\b(?<!ей)(?<!ии)|"
    r"^(?:[А-ЯЁа-яё-]+(?:ым|им)\s+){0,3}[А-ЯЁа-яё-]+(?:ам|ям)\b"
)
_SURNAME = r"[А-ЯЁ][а-яё]+(?:ову|еву|ёву|скому|цкому|овой|евой|ёвой|ской|цкой|иной)"
_SURNAMES = re.compile(rf"{_SURNAME}(?:(?:,\s|\sи\s){_SURNAME})*")
_GIVING = re.compile(
    r"(?:вруч|выда|выпла|оказ|объяв|установ|присв|выдел|компенс|предостав|назнач|сообщ|разъясн|показ|увелич|повы|снизи|"
    r"рекоменд|довест|разреш|отказ)",
    re.IGNORECASE,
)


def addressed(text: str, verb: str) -> bool:
    """Whether a phrase before the verb `verb` is somebody told to act, though its noun is unknown.

    Words that agree in the dative («Районной газете опубликовать»); not when the verb gives them something.
    """
    return bool(_AGREED.match(text) or _SURNAMES.fullmatch(text.strip())) and _GIVING.match(verb) is None


_ALIVE = re.compile(
    r"руководител|директор|заведующ|начальник|учител|педагог|методист|специалист|психолог|воспитател|член|куратор|координатор|"
    r"заместител|секретар|бухгалтер|завуч|завхоз|тьютор|наставник|преподавател|ответственн|организатор|представител"
)


def may_act(text: str) -> bool:
    """Whether a phrase in «кто» before a plain verb is its doer: «школы закрыть» closes schools, nobody acts."""
    return opens_singular(text) or _ALIVE.search(text.lower()) is not None


def opens_singular(text: str) -> bool:
    """Whether the party a phrase opens with is one person or body («главный специалист», not «директора»)."""
    nouns = (found.group().lower() for found in _CYRILLIC_WORD.finditer(text) if party_case(found.group()) is Case.WHO)
    noun = next(nouns, "")
    return bool(noun) and not noun.endswith(("и", "ы", "ие", "ые", "ра", "ля", "ора"))


def _person_case(name: str) -> Case:
    surname = next((part for part in re.findall(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", name)), "")
    if surname.endswith(("ову", "еву", "ёву", "ину", "ыну", "скому", "цкому", "ому", "ему")):
        return Case.WHOM
    if surname.endswith(("овой", "евой", "ёвой", "иной", "ыной", "ской", "цкой")):
        return Case.WHOM
    return Case.WHO
