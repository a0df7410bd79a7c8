"""The words that open the parts of minutes: talk, resolution, question, votes, people; what a question is about."""

import re

from domain.minutes.grammar import finite_verb, forms, is_infinitive, nouns
from domain.minutes.markers import find_bullet, find_mark
from domain.minutes.parties import Case, opening_case
from domain.minutes.words import PERSON, SENTENCE_END, first_word, open_words

RESOLVED = (
    r"(?:решил[аио]?|реша(?:ет|ют|ем|ю)|решено|постановил[аио]?|постановля(?:ет|ют|ем|ю)|"
    r"приказыва(?:ю|ет|ем)|распоряжаюсь|"
    r"обязыва(?:ю|ет|ют|ем)|предлага(?:ю|ет|ют|ем)|рекоменду(?:ю|ет|ют|ем)|рекомендовал[аио]?|"
    r"поручил[аио]?|поруча(?:ю|ет|ют|ем)|рекомендовано|поручено)"
)
_RESOLUTION_NOUN = (
    r"(?:(?:принят\w+\s+)?решени[ея](?:\s+(?:совещания|заседания|коллегии|совета|комиссии|"
    r"собрания|педсовета|педагогического\s+совета|"
    r"по\s+(?:\w+\s+)?вопрос\w*(?:\s*№?\s*\d+)?|принято))?(?:\s+от\s+[\d.]+(?:\s*г\.?)?)?|поручени[ея]|предложени[ея](?:\s+комиссии)?|рекомендации|резолюция|постановление|"
    r"перечень\s+поручений)"
)
_VERB_COLON = re.compile(
    rf"(?:^|[\s,«\"(.–—-]){RESOLVED}(?:\s+(?:единогласно|следующее|принять|большинством\s+голосов|"
    rf"\w+){{0,2}})?\s*:\s*",
    re.IGNORECASE,
)
_VERB_ALONE = re.compile(rf"^(?:\d+[.)]\s*)?(?:[\w\s]{{0,40}}\s)?{RESOLVED}(?:\s+следующ\w+)?[.]?$", re.IGNORECASE)
_VERB_OPENS = re.compile(rf"(?:^|\.\s+(?-i:(?=[А-ЯЁ]))){RESOLVED}\s+(?=[а-яё]+)", re.IGNORECASE)
_NOUN_COLON = re.compile(rf"(?:^|[.]\s+){_RESOLUTION_NOUN}\s*:\s*", re.IGNORECASE)
_OF_BODY = re.compile(r"^решени[ея]\s+(?P<body>[^:.,]{2,60}):\s*", re.IGNORECASE)
NOUN_ALONE = re.compile(rf"^{_RESOLUTION_NOUN}\.?$", re.IGNORECASE)
_TAKEN = re.compile(
    r"(?:принял[аио]?|принят[оы]|вынес\w*|даны?)\s+(?:следующ\w+\s+)?(?:решени[ея]|поручени[ея])\s*[.:]$", re.IGNORECASE
)
_LETTER_ASK = re.compile(
    r"\b(?:необходимо|просим(?:\s+вас)?|прошу(?:\s+вас)?|просит|требуется|следует|"
    r"надлежит)\s*:\s*$",
    re.IGNORECASE,
)
TALK = re.compile(
    r"^(?:(?:по\s+\S+\s+(?:вопросу\s*)?)?(?:слушали|заслушали|выступил[аи]?|выступили|выступающие|"
    r"обсудили|рассмотрели|отметили|обсуждали|контекст|предыстория|доклад(?:чик|ывает)?и?|"
    r"содокладчик\w*|информация|сообщение|задали\s+вопрос|в\s+обсуждении|в\s+прениях|вопросы|"
    r"констатирующая\s+часть|слово\s+предоставлен\w+|с\s+информацией|с\s+докладом))\b",
    re.IGNORECASE,
)
SPOKE = re.compile(
    r"^(?:\d+[.)]\s*)?(?:СЛУШАЛИ|ВЫСТУПИЛИ?|ВЫСТУПИЛА|Слушали|Выступил[аи]?|(?:Со)?[Дд]окладчики?)\b(?=\s*[:–—-]|\s+[А-ЯЁ])"
)


_RESOLVING = re.compile(
    rf"{RESOLVED}|прошу|просим|следует|надлежит|требуется|рекомендуется|поручается|ждём|ждем|жду", re.IGNORECASE
)


_SPEAKER = re.compile(rf"^(?:[А-ЯЁа-яё-]+\s+){{0,4}}?(?P<name>{PERSON.pattern})(?:\s*\([^()]*\))?\s*:\s+(?=\S)")
_LIKELY = 0.5  # of all readings of a word


def narrates(text: str) -> bool:
    """Whether a sentence tells what somebody did or said: a past tense before any plain verb («Гусак сообщила, …»).

    «Президент поручил …» orders.
    """
    if SPOKE.match(text) or _speaks(text):
        return True
    first = finite_verb(first_word(text))
    if first and not first.past and first.share > _LIKELY:
        return not _RESOLVING.match(text)  # «Планируется открыть 18 лагерей»
    nameless = text if first else PERSON.sub(" ", text)
    for word in open_words(nameless.split(". ", maxsplit=1)[0]):
        found = forms(word.group().lower())
        if not found or is_infinitive(word.group()):
            return False
        if found[0].speech == "VERB":
            told = finite_verb(word.group(), _LIKELY)
            return told is not None and told.past and not re.match(RESOLVED, word.group(), re.IGNORECASE)
        if found[0].lemma == "можно":
            return True
        if found[0].speech in {"PRTS", "PRED"}:
            return False
    return False


def _speaks(text: str) -> bool:
    """«Титов А.А.: автобусы выходят на линию»: behind the name a sentence about others, or of what has been."""
    speaker = _SPEAKER.match(text)
    if speaker is None or opening_case(speaker.group("name")) is not Case.WHO:
        return False
    nouned = False  # a noun that can only be the subject stands before the verb
    for word in open_words(SENTENCE_END.split(text[speaker.end() :], maxsplit=1)[0]):
        if is_infinitive(word.group()):
            return False
        if told := finite_verb(word.group()):
            return told.past or told.plural or nouned
        cases = {form.case for form in nouns(word.group())}
        nouned = nouned or ("nomn" in cases and "accs" not in cases)
    return False


VOTE = re.compile(
    r"^(?:голосовали|голосование|проголосовали|«?за»?\s*[–—:-]|результат\w*\s+голосования|"
    r"(?:решение\s+)?принято\s+(?:единогласно|большинством)|единогласно)",
    re.IGNORECASE,
)
AGENDA = re.compile(r"^(?:повестк[аи]|порядок\s+дня|вопросы\s+повестки|на\s+повестке)", re.IGNORECASE)
PEOPLE = re.compile(
    r"^(?:присутств|отсутств|приглаш|участник|участвовал|были\s*:|председател\w*\s*[:–—-]|"
    r"секретар\w*\s*[:–—-]|ведущ\w+\s*[:–—-]|состав\s)",
    re.IGNORECASE,
)
#: Titles of notes: what follows is decided, or is not any more.
_DECIDING_TITLE = re.compile(
    r"^(?:[^:]{0,30}:\s*)?(?:(?:принят\w+|итогов\w+|наши)\s+)?(?:решени[яе]|решили|договор[её]нност\w+|договорились(?:\s+о\s+следующем)?|задач[аи]|задания|действия|поручени[яе]|action\s+items?|"
    r"to-?do|next\s+steps|следующие\s+шаги|дальнейшие\s+шаги|план\s+действий|делаем(?:\s+дальше)?|что\s+(?:делаем|сделать|нужно\s+сделать)|"
    r"нужно\s+сделать|итоги(?:\s+(?:встречи|совещания|планёрки|планерки))?)"
    r"(?:\s+\(решения\))?(?:\s+(?:и|по|планёрки|планерки|встречи|совещания|на|к)\b.{0,70})?\s*:?$",
    re.IGNORECASE,
)


def decides_by_title(row_text: str) -> bool:
    """A title above decisions: «Договорились», «Action items», «Задачи по итогам совещания …»."""
    return len(row_text.split()) <= 14 and _DECIDING_TITLE.match(row_text.strip(" -–•*")) is not None


_CLOSING_TITLE = re.compile(
    r"^(?:открытые\s+вопросы|вопросы\s+без\s+ответа|следующая\s+встреча|отложено|цитаты|на\s+подумать|(?:краткое\s+)?(?:резюме|содержание)|"
    r"главное|о\s+ч[её]м\s+говорили|что\s+успели|колонка:\s*(?!решени|задач)\S.*|готово|заметки|главы|обсудили|идеи|архив|справочно|всего\s+карточек)\b.{0,40}$",
    re.IGNORECASE,
)


def closes_by_title(text: str) -> bool:
    """A title below decisions: «Открытые вопросы», «Следующая встреча: …»."""
    return _CLOSING_TITLE.match(text.strip(" -–•*?")) is not None


_ORDER = {
    stem: at
    for at, stem in enumerate(("перв", "втор", "трет", "четв", "пят", "шест", "седьм", "восьм", "девят", "десят"), 1)
}
_NTH = (
    r"(?P<nth>\d{1,2}|перв\w+|втор\w+|трет\w+|четв[её]рт\w+|пят\w+|шест\w+|седьм\w+|восьм\w+|"
    r"девят\w+|десят\w+)(?:\s?-?(?:му|ому|й|ый|ой|го|ему))?"
)
QUESTION = re.compile(
    rf"^(?:(?:по|рассмотрев)\s+{_NTH}(?:\s*(?:[-–,и]|и)\s*\d{{1,2}})?(?:-?\w{{1,3}})?\s+вопрос\w*|"
    rf"(?:по\s+)?вопрос\w*\s*(?:повестки\s+(?:дня\s+)?)?(?:№|N)?\s*(?P<number>\d{{1,2}}|[IVX]+)\b|"
    rf"{_NTH.replace('nth', 'nth2')}\s+вопрос\b|(?:по\s+)?(?:дополнительному|следующему)\s+вопросу|"
    r"по\s+вопросу(?=\s*[«\":]))(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
ABOUT = re.compile(r"^(?:О|Об|Обо|Про)\s+(?=[а-яёА-ЯЁ«])")
_KINDERGARTEN = re.compile(r"дошкольн|детск\w+\s+сад|\bДОО\b|\bДОУ\b|дошколят|воспитанник", re.IGNORECASE)
_SCHOOL = re.compile(
    r"общеобразовательн|\bшкол(?!ьн\w*\s+сад)|\bГИА\b|\bЕГЭ\b|\bОГЭ\b|\bВПР\b|"
    r"итогов\w+\s+(?:сочинен|аттестац)|подготовки\s+обучающихся|олимпиад",
    re.IGNORECASE,
)
_EXTRA = re.compile(r"дополнительн\w+\s+образован|\bУДО\b|\bПФДО\b|кружк", re.IGNORECASE)


def theme_of(title: str) -> str:
    """The kind of organisations a question is about: kindergarten, school, supplementary or ""."""
    themes = [
        name
        for name, pattern in (("kindergarten", _KINDERGARTEN), ("school", _SCHOOL), ("supplementary", _EXTRA))
        if pattern.search(title)
    ]
    return themes[0] if len(themes) == 1 else ""


def may_decide_at_once(rest: str) -> bool:
    """A question heading may be followed by its decisions at once («Вопрос 3. Разное.»)."""
    return not re.search(r"\b(?:слушали|выступ\w+|докладыва\w+|информация)\b", rest, re.IGNORECASE)


def unmarked(text: str) -> str:
    mark = find_mark(text)
    return text[mark.end :] if mark else text


def question_number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next((at for stem, at in _ORDER.items() if word.lower().replace("ё", "е").startswith(stem)), 0)


def after_resolution(text: str, strong: bool) -> str | None:
    """What follows the resolution word on its row; None when the row holds no such word."""
    text = unmarked(text) if find_bullet(text) else text
    if (named := _OF_BODY.match(text)) and opening_case(named.group("body")) is not None:
        return text[named.end() :]  # «Решение РМО: …»
    for pattern in (_VERB_COLON, _NOUN_COLON):
        for found in pattern.finditer(text):
            if not _quoted(text, found.start()):
                return text[found.end() :]
    if _VERB_ALONE.match(text) or NOUN_ALONE.match(text) or _TAKEN.search(text):
        return ""
    opened = _VERB_OPENS.search(text)
    if opened and any(is_infinitive(word) for word in text[opened.end() :].split()[:6]):
        return text[opened.end() :]
    if not strong and _LETTER_ASK.search(text):
        return ""
    return None


def _quoted(text: str, at: int) -> bool:
    return text.count("«", 0, at) > text.count("»", 0, at)
