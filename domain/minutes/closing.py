"""Where decisions end: signatures, appendices, what a web page prints below."""

import re

from domain.minutes.labels import opens_with_label
from domain.minutes.markers import find_mark
from domain.minutes.parties import Case, opening_case
from domain.minutes.words import PERSON, first_infinitive

APPENDIX = re.compile(r"^приложени[еяй](?:\s*(?:№|N)?\s*\d*)?(?:\s*(?:к|на|:|\.|$|утвержд|\d))", re.IGNORECASE)
_POSTS = (
    r"(?:председател\w+|секретар\w+|начальник\w*|директор\w*|глава|заведующ\w+|руководител\w+|министр|заместител\w+|"
    r"и\.\s?о\.|исполняющ\w+|ректор|вр\.?\s?и\.?\s?о\.?|врио|мэр|губернатор|председательствующ\w+|"
    r"протокол\s+(?:в[её]л|составил|подготовил)\w*|записал\w*|исп(?:\.|олнитель)|ведущий|модератор)"
)
_NAME = r"(?:(?:[А-ЯЁ]\.\s?){1,2}\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]+\s(?:[А-ЯЁ]\.\s?){1,2})"
_SIGNATURE = re.compile(
    rf"^(?:{_POSTS}(?!\w)(?:(?![.:;]\s).)*?(?:_{{2,}}|\s(?-i:{_NAME})|\bп/п|подпись)[\s/)_]*[.]?$"
    rf"|{_POSTS}(?:\s+(?:совещания|заседания|комиссии|коллегии|совета|педсовета|собрания))?[\s_]*[:.,]?$"
    rf"|{_POSTS}\s*:\s*(?-i:{_NAME})[.]?$|контактн\w+\s+(?:лицо|телефон)|верно\s*:|справки\s+по\s+тел"
    r"|телефон\w*\s+для\s+справок"
    r"|_{5,}|(?:с\s+приказом|с\s+распоряжением|с\s+протоколом)\s+ознакомлен|ознакомлен[ыа]?\b|"
    r"разослан\w*\s*:|рассылка\s*:|в\s+дело\b|исп\.\s|(?:протокол\s+)?(?:в[её]л|вела|записал|записала|составил|составила)"
    r"\s+(?-i:[А-ЯЁ])|м\.\s?п\.|тел\.|ответственный\s+за\s+исполнение\s+.{0,40}ознакомлен)",
    re.IGNORECASE,
)
_POST_LINE = re.compile(rf"^{_POSTS}(?!\w)[^:;]{{0,90}}$", re.IGNORECASE)
_CLERK = re.compile(r"(?:записал|в[её]л|вела|составил|исп\.|протокол\s+в[её]л|тел\.|в\s+дело)", re.IGNORECASE)
_LONGEST = 300  # no signature is longer
_PAPER = re.compile(r"^(?:постановление|приказ|распоряжение|решение|протокол|письмо)$", re.IGNORECASE)


def is_signature(text: str) -> bool:
    """A line of signatures: a post with a name, «Секретарь ____», «Протокол вела …»."""
    goes_on = text[:1].islower() and not _CLERK.match(text)
    if goes_on or len(text) > _LONGEST or find_mark(text) or first_infinitive(text) or opens_with_label(text):
        return False
    if _SIGNATURE.match(text) or (re.search(r"_{3,}", text) and re.search(_POSTS, text, re.IGNORECASE)):
        return True
    return PERSON.fullmatch(text.strip(" ._/\t")) is not None and opening_case(text) is not Case.WHOM


def signs(text: str, following: str) -> bool:
    """A signature on one row or two: «Директор департамента» above «Г.Г. Авдеев»."""
    if is_signature(text):
        return True
    post = (
        not text[:1].islower()
        and _POST_LINE.match(text) is not None
        and first_infinitive(text) is None
        and not find_mark(text)
    )
    return post and PERSON.fullmatch(following.strip(" ._/\t")) is not None


def closes(text: str, following: str = "") -> bool:
    """Whether a row ends the decisions of a document without a resolution word."""
    return signs(text, following) or APPENDIX.match(text) is not None or _PAPER.match(text) is not None


def without_signature(text: str) -> str:
    """The paragraph without the signature that a web page glued to its end."""
    for found in re.finditer(r"[.;]\s+(?=[А-ЯЁ])", text):
        rest = text[found.end() :]
        if len(rest) < 120 and _SIGNATURE.match(rest) and not first_infinitive(rest):
            return text[: found.start() + 1]
    return text
