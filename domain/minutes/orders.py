"""Whether a sentence tells somebody to act, whatever its form."""

import re

from domain.minutes.dates import Frame
from domain.minutes.grammar import finite_verb, forms, is_infinitive
from domain.minutes.moments import find_moments
from domain.minutes.openings import opening_party
from domain.minutes.parties import Case, opening_case
from domain.minutes.sections import narrates
from domain.minutes.words import SENTENCE_END, first_infinitive, open_words

_ASKING = re.compile(
    r"\b(?:прошу|просим|просьба|пусть|необходимо|необходимость|обязаны|обязан|должны|должен|жду|ждём|ждем)\b",
    re.IGNORECASE,
)
PREAMBLE = re.compile(
    r"^(?:в\s+соответствии|в\s+целях|с\s+целью|на\s+основании|по\s+итогам|по\s+результатам|"
    r"во\s+исполнение|учитывая|руководствуясь|"
    r"заслушав|обсудив|рассмотрев|в\s+связи|исходя|проанализировав|выслушав|"
    r"принимая\s+во\s+внимание|чтобы|поскольку)\b",
    re.IGNORECASE,
)
_NOUN_ACT = re.compile(r"^(?:информацию|сообщение|доклад|отч[её]т|решение|опыт|работу|план|материалы)\b", re.IGNORECASE)
#: «отчёт направляется в отдел до 5 мая»
_PASSIVE = re.compile(
    r"\b(?:направля|представля|предоставля|размеща|переда|загружа|вноси|оформля|проводи|сда)[а-яё]*(?:тся|ются|ится|ятся)\b",
    re.IGNORECASE,
)


def orders_somebody(text: str) -> bool:
    """Somebody is named, and what they do or by when: «Завхозам: поверить весы», «все ОО, 5 марта»."""
    if narrates(text) or text.rstrip().endswith("?"):
        return False
    opened = opening_party(text)
    if opened is None:
        return False
    rest = opened.without(text)
    return first_infinitive(rest) is not None or _does(rest) or bool(find_moments(rest, Frame()))


def _does(text: str) -> bool:
    """A verb in the present or the future: «выкладывает», «сделает»."""
    for word in open_words(text):
        if told := finite_verb(word.group()):
            return not told.past
    return False


def asks(text: str) -> bool:
    """Whether a paragraph asks for something in so many words: «прошу направить», «просим сообщить»."""
    if text.rstrip().endswith(":"):
        return False  # it opens a list
    found = re.search(r"\b(?:прошу|просим|просьба)\b", text, re.IGNORECASE)
    return found is not None and first_infinitive(text, found.end()) is not None


def orders_in_talk(text: str) -> bool:
    """Whether a sentence of what was said gives somebody a task by a day: «… Школам надо проверить запасы до 01.11»."""
    return any(
        opening_case(sentence) is Case.WHOM and first_infinitive(sentence) and find_moments(sentence, Frame())
        for sentence in SENTENCE_END.split(text)[1:]
    )


def asks_in_prose(text: str) -> bool:
    """Whether a sentence of a paragraph asks for something by a time: «Технолога прошу … к 20 августа показать акт»."""
    for sentence in SENTENCE_END.split(text):
        timed = bool(find_moments(sentence, Frame()))
        if _ASKING.search(sentence) and (timed or first_infinitive(sentence)):
            return True
        if timed and (orders_somebody(sentence) or _PASSIVE.search(sentence)):
            return True
    return False


def decides(text: str) -> bool:
    """Whether a paragraph orders something: a verb in its plain form leads it, or nearly."""
    verb = first_infinitive(text)
    if verb is None:
        return False
    lead = text[: verb.start()].split()
    if len(lead) <= 1 or (opening_party(text) is not None):
        return True
    return len(lead) <= 25 and bool(_NOUN_ACT.match(text) or PREAMBLE.match(text) or _objects_first(lead))


def _objects_first(lead: list[str]) -> bool:
    """«Информацию о … принять», «В срок до … обеспечить»: an object or a circumstance before the verb."""
    readings = forms(lead[0].lower().strip('«",'))
    opens = any(form.speech in {"PREP", "PRCL", "ADVB"} or form.case == "accs" for form in readings)
    return opens and not any(_ends_order(word.lower().strip(",;")) for word in lead)


def _ends_order(word: str) -> bool:
    """A verb or «который» before the plain verb: the sentence tells, it does not order."""
    if word in {"что", "чтобы"} or is_infinitive(word):
        return True
    return finite_verb(word, 0.5) is not None or any(form.lemma == "который" for form in forms(word)[:1])
