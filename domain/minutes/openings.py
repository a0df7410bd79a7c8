"""Who must act, found in a sentence: its opening, a heading, «возложить на …», closing brackets or a closing dash."""

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.minutes.addressees import TOGETHER
from domain.minutes.dates import Frame
from domain.minutes.moments import find_moments
from domain.minutes.parties import Case, addressed, is_acronym, may_act, opening_case, party_case
from domain.minutes.words import PERSON, first_infinitive, open_words, outside, without_names

_DIRECTIVE = re.compile(
    r"(?:(?:настоятельно\s+|ещ[её]\s+раз\s+)?(?:рекомендовать|поручить|предложить|просить|обязать|"
    r"разрешить|предписать|потребовать\s+от|"
    r"рекомендуем|рекомендуется|рекомендует|поручает|предлагает|обязывает|просит|рекомендовано|"
    r"поручено|предложено|рекомендую|поручаю|предлагаю|обязываю|прошу))\s+",
    re.IGNORECASE,
)
_ENTRUST = re.compile(
    r"\bвозложить\b(?P<between>.*?)\bна\s+(?P<who>(?:[^.;]|(?<=\s[А-ЯЁ])\.|(?<=\.[А-ЯЁ])\.)+)",
    re.IGNORECASE | re.DOTALL,
)
_ENTRUST_TAIL = re.compile(
    r"[,\s]+(?:(?:персональн\w+\s+|личн\w+\s+)?(?:ответственность|контроль|обязанност\w+|"
    r"функци\w+|исполнение|организаци\w+\s+и|выполнение|координаци\w+))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_ADVERB = re.compile(
    r",?\s+(?:(?:в\s+(?:[IVX]+\b|перв\w+|втор\w+|трет\w+|четв\w+|срок|течени[еи]|рамках|целях|соответствии|ходе|период|обязательном|"
    r"установленном|полном|кратчайш\w+|месячный|недельный|\d|случае|"
    r"первоочередном|рабочем|трехдневный|трёхдневный|двухнедельный|январе|феврале|марте|апреле|"
    r"мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|дальнейшем|настоящее|текущем|этом|"
    r"связи|части|целом|ежедневном|постоянном|тесном|своей|своих|работе|деятельности|срочном|"
    r"порядке|т\.ч\.)"
    r"|до\s+(?:\d|конца|начала|[«\"]\d|перв|втор|трет|пят|десят|двадцат|тридцат)|с\s+(?:\d|целью|"
    r"уч[её]том|привлечением|участием|использованием|января|сентября|начала)|к\s+(?:\d|началу)|"
    r"не\s+(?:позднее|реже)|по\s+(?:итогам|результатам|окончании|завершении|мере|согласованию|"
    r"состоянию)|на\s+(?:основании|основе|базе|официальн\w+|постоянной|заседани\w+|совещани\w+|"
    r"педагогическ\w+|сайт\w*|период|время|информационн\w+)|при\s+(?:необходимости|организации|"
    r"проведении|осуществлении|подготовке|наличии|выявлении|поступлении|работе|условии)|для\s+\w+|"
    r"за\s+(?:сч[её]т|\d)|"
    r"во\s+(?:взаимодействии|исполнение|время)|из\s+(?:числа|средств)|через\s+|путем\s+|"
    r"пут[её]м\s+|согласно\s+|помимо\s+|ещ[её]\s+раз|а\s+также\s+(?=[а-яё]+(?:ть|ти)\b)|и\s+далее"
    r"|ежемесячно|ежеквартально|ежегодно|ежедневно|еженедельно|постоянно|регулярно|систематически|"
    r"незамедлительно|немедленно|срочно|заблаговременно|своевременно|лично|дополнительно|"
    r"совместно|самостоятельно|повторно|"
    r"оперативно|строго|неукоснительно|активно|ещ[её]|также|больше|чаще|обязательно|необходимо|"
    r"следует|надлежит|обязаны|обязан|должны)(?![а-яё]).*$)",
    re.IGNORECASE | re.DOTALL,
)
_GERUND = re.compile(
    r",\s+(?:не\s+)?(?!име[яю]\b)[а-яё]+(?:яя|ая|уя|яясь|аясь|уясь|ив|ав|ев|ыв|вшись|одя|ося|"
    r"авляя|ивая|ывая|итывая)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(
    r"\s+(?:информацию|отч[её]т\w*|сведени[яе]|заявк[иу]|списки|список|материалы|предложени[яе]|"
    r"приказы?|копи[июя]|данные|планы?|графики?|анкеты|документы|работу|решение|меры|проекты?|"
    r"результаты|акты?|справк[иу]|мероприятия|контроль|доклад\w*|перечень|смету|паспорта?|"
    r"положение|сайты?|родителей|учителей|педагогов|обучающихся|детей)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
_PRESENT = re.compile(r"\w+(?:ет|ют|ит|ят|ут|ают|яют|ется|ются|ятся)$", re.IGNORECASE)
_SCHOOL = re.compile(r"\b(?:СОШ|ООШ|НОШ|СШ|ОШ|школа|гимназия|лицей|детский сад|д/с)\b", re.IGNORECASE)
_DASH = re.compile(r"\s[–—-]\s|[–—]\s|:\s")
_LEADING_TIME = re.compile(
    r"(?:(?:в\s+срок\s+)?(?:до|не\s+позднее|с|к)\s+\d[^,А-ЯЁ]{0,50}?(?:год[а]?|г\.|числа|\d{2,4}|января|февраля|марта|апреля|мая|июня|июля|августа|"
    r"сентября|октября|ноября|декабря)|еже(?:дневно|недельно|месячно|квартально|годно)(?:,?\s+(?:до|к)\s+\d{1,2}\s+числа)?|"
    r"постоянно|незамедлительно|в\s+(?:течение|рамках|целях|\w+ный\s+срок)\s[^,]{3,80}(?=,))\s*,?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The party that opens a sentence and where the rest begins."""

    phrase: str
    start: int
    end: int

    def without(self, text: str) -> str:
        """The sentence without its party."""
        return f"{text[: self.start]} {text[self.end :]}".strip(" ,")


def heading_parties(text: str) -> str | None:
    """The phrase of a line that only names who must act («Руководителям ОУ:»), or None.

    A deadline inside the heading is left out; a verb («обеспечить:») makes it no pure heading.
    """
    bare = text.strip().rstrip(":;.,! –—-")
    bare = re.sub(r"^(?:уважаемые|для)\s+", "", _DIRECTIVE.sub("", bare, count=1), flags=re.IGNORECASE)
    bare = re.sub(r"\s+(?:необходимо|следует|надлежит|обязаны|рекомендуется|поручается)$", "", bare)
    if not bare or len(bare.split()) > 45 or first_infinitive(bare):
        return None
    if re.search(r"[.!?]\s+[А-ЯЁ][а-яё]{2,}", without_names(bare)) and not re.search(r"(?:\bг|\bим|\bобл)\.\s", bare):
        return None
    phrase = _trim(bare)
    opened_by_for = re.match(r"\s*для\s", text, re.IGNORECASE) is not None
    return (
        phrase
        if phrase and (opening_case(phrase) in {Case.WHO, Case.WHOM} or (opened_by_for and opening_case(phrase)))
        else None
    )


def _trim(phrase: str) -> str:
    """The party without adverbs, deadlines, gerunds, co-executors and objects that follow it."""
    phrase = TOGETHER.sub("", phrase)
    free = outside(phrase)
    for pattern in (_GERUND, _ADVERB, _OBJECT):
        found = next((hit for hit in pattern.finditer(phrase) if free[hit.start()] and not _inside(phrase, hit)), None)
        if found:
            phrase, free = phrase[: found.start()], free[: found.start()]
    return re.sub(r"\s+не$", "", phrase.strip(" ,;:–—-"))


def _inside(phrase: str, hit: re.Match[str]) -> bool:
    """The words belong to a clause about the party («…, срок которой истекает в мае», «включённых в перечень»)."""
    before = phrase[: hit.start()]
    clause = re.search(r"\bкотор\w+\b[^,]*$", before) is not None
    return clause or re.search(r"\b(?:в|на|за|по|о|об|с|со|из|к|под|на)$", before) is not None


@lru_cache(maxsize=2048)
def opening_party(text: str) -> Opening | None:
    """The party a sentence opens with: «Директорам школ … провести», «Поручить отделу … », «ИМЦ – форум»."""
    start = _after_time(text)
    directive = _DIRECTIVE.match(text, start)
    start = directive.end() if directive else start
    if everyone := re.match(r"(Всем|Все)\s*[!:]\s*", text[start:], re.IGNORECASE):
        return Opening(everyone.group(1), start, start + everyone.end())
    case = opening_case(text[start:])
    verb = first_infinitive(text, start)
    if case is None and verb and addressed(text[start : verb.start()], verb.group()):
        case = Case.WHOM
    if case is None or (case is Case.OTHER and not directive):
        return None
    stop = verb.start() if verb else len(text)
    dashed = _dash(text, start, stop)
    if dashed and not directive:
        return _opening(text, start, *dashed)
    if verb is None:
        return _without_verb(text, start, case, directive is not None)
    if case is Case.WHO and not directive and not _nominative_may_act(text[start:stop]):
        return None
    return _opening(text, start, stop, stop)


def _after_time(text: str) -> int:
    """Where a sentence goes on after a deadline that opens it («До 1 октября директорам школ …»)."""
    found = _LEADING_TIME.match(text)
    return found.end() if found and opening_case(text[found.end() :]) in {Case.WHOM, Case.WHO} else 0


def _opening(text: str, start: int, stop: int, end: int) -> Opening | None:
    phrase = _trim(text[start:stop])
    rest = end if len(phrase) >= len(text[start:stop].strip(" ,;:–—-")) else start + len(phrase)
    return Opening(phrase, start, rest) if phrase and len(phrase.split()) <= 45 else None


def _dash(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """«Гимназия № 5 – подготовить», «Дому творчества – программа»: a dash or colon right after the party."""
    mask = outside(text)
    found = next((hit for hit in _DASH.finditer(text, start, stop + 1) if mask[hit.start()]), None)
    if found is None:
        return None
    phrase = without_names(text[start : found.start()])
    return found.span() if len(phrase.split()) <= 25 and not re.search(r"\.\s", phrase) else None


def _without_verb(text: str, start: int, case: Case, directed: bool) -> Opening | None:
    """«Директора школ обеспечивают …», «Рекомендовать отделу образования …» without a plain verb."""
    for found in open_words(text):
        if found.start() > start and _PRESENT.match(found.group()) and party_case(found.group()) is None:
            phrase = _trim(text[start : found.start()])
            return (
                Opening(phrase, start, found.start())
                if phrase and case is Case.WHO and len(phrase.split()) <= 12
                else None
            )
    return _opening(text, start, len(text), len(text)) if directed and case is Case.WHOM else None


def _nominative_may_act(phrase: str) -> bool:
    """«ИМЦ разработать», «МБОУ СОШ № 4 представить», «Отдел опеки подготовить» – not «Школы … района закрыть»."""
    first = re.match(r"[«\"]?[А-ЯЁа-яё]+", phrase)
    if first and (is_acronym(first.group()) or PERSON.match(phrase)):
        return True
    if not may_act(phrase):
        return False
    return bool(re.match(r"[А-ЯЁ]", phrase) and (re.search(r"№\s?\d|«", phrase) or len(_trim(phrase).split()) <= 4))


def entrusted_party(text: str) -> str | None:
    """«контроль … возложить на X», «возложить на X ответственность»: X."""
    found = _ENTRUST.search(text)
    if not found:
        return None
    who = _ENTRUST_TAIL.sub("", found.group("who"))
    deeper = re.search(r"\bна\s+(?P<who>[^.;]+)$", who, re.IGNORECASE)
    if deeper and opening_case(deeper.group("who")) and not opening_case(who):
        who = deeper.group("who")
    return who.strip(" .,;") or None


def closing_party(text: str, frame: Frame) -> str | None:
    """Names or organisations in closing brackets or after a closing dash."""
    if "\n" in text:
        return None
    bracket = re.search(r"\(([^()]+)\)\s*[–—-]?\s*(?P<tail>[^()]*)$", text)
    if bracket and _only_time(bracket.group("tail"), frame) and all_parties(bracket.group(1)):
        return bracket.group(1)
    dash = re.search(r"\s[–—-]\s([^–—:;]+?)[.;]?$", text)
    if dash and len(dash.group(1).split()) <= 14 and not first_infinitive(dash.group(1)) and all_parties(dash.group(1)):
        return dash.group(1)
    return None


def _only_time(tail: str, frame: Frame) -> bool:
    rest = tail
    for moment in reversed(find_moments(tail, frame)):
        rest = rest[: moment.start] + rest[moment.end :]
    return (
        re.fullmatch(
            r"[\s.;,–—-]*(?:в\s+срок\s+)?(?:до|к|не\s+позднее|срок)?[\s.;:,–—-]*(?:года|г\.?)?[\s.;]*",
            rest,
            re.IGNORECASE,
        )
        is not None
    )


def all_parties(phrase: str) -> bool:
    """Whether every piece is a person, a numbered or named organisation, or a group in the plain form."""
    pieces = [piece.strip() for piece in re.split(r",|;|\s+и\s+", phrase) if piece.strip()]
    return bool(pieces) and all(_is_party_piece(piece, at) for at, piece in enumerate(pieces))


def _is_party_piece(piece: str, at: int) -> bool:
    if re.fullmatch(r"(?:№\s?)?\d+", piece):
        return at > 0
    if PERSON.fullmatch(piece.rstrip(".") + ".") or PERSON.fullmatch(piece):
        return True
    if _SCHOOL.search(piece) and piece[:1].isupper():
        return True
    first = party_case(piece.split(maxsplit=1)[0]) is not None or piece[:1].isupper()
    named = first and opening_case(piece) in {Case.WHO, Case.WHOM}
    return named and not re.search(r"\d{2}\.\d{2}", piece)
