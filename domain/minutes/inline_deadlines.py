"""The deadline that the sentence of an item names itself. Which words win: README.md."""

import re

from domain.minutes.dates import Grain, Moment
from domain.minutes.deadline_phrases import (
    NO_DEADLINE,
    REACH,
    START,
    Rules,
    before_moment,
    counted_deadline,
    dated_before,
    dated_deadline,
    event_doubt,
    is_time,
    read_phrase,
    recurring_deadline,
)
from domain.minutes.durations import find_event, find_often, find_ongoing, find_recurrence, find_term
from domain.minutes.events import find_named_event
from domain.minutes.grammar import finite_verb, forms, is_lasting
from domain.minutes.model import Deadline, DeadlineKind
from domain.minutes.moments import find_moments
from domain.minutes.words import SENTENCE_END, first_infinitive, open_words, outside

_LONGEST = 4000  # of an item longer than this only the beginning is searched for its own deadline
_CLOCK = r"(?:\s*\d{1,2}[.:-]\d{2}(?:\s*(?:час\w*|ч\.?|мск))?\s*,?|\s*\d{1,2}\s*(?:час\w*|ч\.?))?"
_UNTIL = re.compile(
    r"(?:\b(?:в\s+)?срок\s+до|\bдо|\bне\s+позднее(?:\s+чем)?|\bне\s+позже|\bко?|\bв\s+срок\s+по|\bпо|\bв\s+течени[еи]|"
    r"\bна\s+протяжении|\bсрок\w*[^.;()]{0,45}?)"
    rf"{_CLOCK}\s*(?:(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\w*,?\s*\(?)?(?:(?P<edge>конца|концу|окончани[яю]|завершени[яю])\s*|начала\s+|середины\s+)?[«\"]?\s*$",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?:\bот|\bна|\bза|\bпосле|\bранее|\bне\s+раньше|\bсостоянию\s+на|\bитогам|(?<!в )(?<!на )\bпериод|"
    r"\bначал[оа]|\bс\s+учетом|№\s*\S+|\bп\.|\bпунктом?|"
    r"\bст\.)\s*(?:\d{1,2}[.:]\d{2}\s*)?[«\"]?\s*$",
    re.IGNORECASE,
)
_NEAREST = re.compile(
    r"\b(?P<cue>до|в|на|по|ко?|не|срок)\b[^а-яё]*(?:(?:позднее|позже|чем|течени[еи]|протяжении|конца|концу|окончани[яю]|"
    r"завершени[яю]|начала|середины|всего)\s*)*[«\"]?$",
    re.IGNORECASE,
)
_PUT_ON = re.compile(r"\b(?:назнач|перенес|запланир|отлож)\w*\s+(?:[^\s,.]+\s+){0,5}на\s*[«\"]?$", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:котор\w+|где|когда|чтобы|что|если)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:лет|рожд\w+|исполнил\w+|исполнится|исполнивш\w+|достиг\w+)\b[^,;]{0,25}$", re.IGNORECASE)

#: They judge what has been, nobody has to do anything by then.
_JUDGING = re.compile(r"признать|считать|отметить|оценить|констатировать|одобрить|утвердить", re.IGNORECASE)


def judges(text: str) -> bool:
    """Whether a sentence only judges («одобрить опыт школы»): nobody is told to act by it."""
    return _JUDGING.match(text) is not None


def find_deadline(text: str, rules: Rules) -> Deadline:
    """The deadline that the sentence of an item itself names, or kind none."""
    text = text[:_LONGEST]
    moments = [moment for moment in find_moments(text, rules.frame) if not _repeats(text, moment)]
    until = [m for m in moments if _is_until(text, m)]
    recurring = find_recurrence(text)
    if recurring and not (until and dated_before(until, recurring[1].start(), text)):
        return recurring_deadline(text, _repeating_phrase(text, recurring[1]), recurring[0], until)
    if until:
        return dated_deadline(text, _phrase(text, until), until, rules)
    if (last := SENTENCE_END.split(text)[-1]) != text and is_time(last):
        return read_phrase(last, rules)  # «… . В первой половине мая.»
    if placed := [m for m in moments if _is_placed(text, m, rules)]:
        return dated_deadline(text, _phrase(text, placed), placed, rules)
    if term := find_term(text, rules.base, rules.add_working_days):
        return counted_deadline(text[term.start : term.end].strip(), term)
    if event := find_event(text, value=False):
        if named := [m for m in moments if event.start() <= m.start <= event.end() + 2 and _fresh(m, rules)]:
            return dated_deadline(text, _phrase(text, named), named, rules)
        holidays = "каникул" in event.group().lower() and event.group().lower().startswith("в период")
        kind = DeadlineKind.PERIOD if holidays else DeadlineKind.RELATIVE
        return Deadline(kind, event.group().strip(), rule="event", doubt=event_doubt(event))
    if named_event := find_named_event(text):
        phrase = text[named_event.start : named_event.end]
        return Deadline(DeadlineKind.RELATIVE, phrase, rule="event", doubt="date_uncountable")
    verb = first_infinitive(text)
    if verb and is_lasting(verb.group()) and (often := find_often(text)):
        return recurring_deadline(text, often[1].group(), often[0], [])
    if ongoing := find_ongoing(text, value=False):
        return Deadline(DeadlineKind.ONGOING, ongoing.group(), rule="ongoing")
    if started := [m for m in moments if _is_start(text, m) and _fresh(m, rules)]:
        return dated_deadline(text, _phrase(text, started[:1]), started[:1], rules)
    return NO_DEADLINE


def _repeating_phrase(text: str, found: re.Match[str]) -> str:
    """«ежемесячно, до 25 числа»: the day goes with it when it stands near."""
    near = re.match(r",?\s*(?:не\s+позднее|до|к)\s+\d{1,2}(?:-?го)?\s+числа", text[found.end() :], re.IGNORECASE)
    return text[found.start() : found.end() + (near.end() if near else 0)]


def _phrase(text: str, moments: list[Moment]) -> str:
    first, last = min(m.start for m in moments), max(m.end for m in moments)
    low = max(0, first - REACH)
    cue = _UNTIL.search(text[low:first])
    return text[low + cue.start() if cue else first : last].strip()


def _is_until(text: str, moment: Moment) -> bool:
    """A date with «до», «не позднее», «к», a range of days, a year with «в течение»."""
    before = before_moment(text, moment)
    if _PUT_ON.search(before):
        return True
    if _AGE.search(before) or _NEVER.search(before):
        return False
    cue = _UNTIL.search(before)
    nearest = _NEAREST.search(before) if cue else None
    word = nearest.group("cue").lower() if nearest else ""
    if moment.grain is Grain.RANGE:
        return not re.search(r"\bза\s+(?:период\s+)?$", before, re.IGNORECASE)
    if moment.grain is Grain.SCHOOL_YEAR_END:
        return bool(cue)
    if word == "по" and re.match(r"\s*(?:г\.?|года)?\s*включительно", text[moment.end :], re.IGNORECASE):
        return True
    if moment.grain in {Grain.SCHOOL_YEAR, Grain.YEAR} or word == "по":
        return word in {"до", "в", "на"} and not (
            word == "до" and not (cue and cue.group("edge")) and moment.grain is not Grain.YEAR
        )
    return bool(cue)


def _is_placed(text: str, moment: Moment, rules: Rules) -> bool:
    """A date without «до» that still is the deadline: in brackets, at the end, beside the main verb."""
    before = before_moment(text, moment)
    if _NEVER.search(before) or START.search(before) or _AGE.search(before) or not _fresh(moment, rules):
        return False
    if _in_brackets(text, moment):
        return True
    if re.search(r"\s[–—-]\s*$", before) and _stands_apart(text, moment):
        return True
    if re.search(r"\b(?:котор\w+|где|когда)\b[^,;.]*$", before, re.IGNORECASE):
        return False
    if not outside(text)[moment.start] or re.search(r"\bпо\s*$", before, re.IGNORECASE):
        return False
    verb = _main_verb(text)
    if moment.grain in {Grain.YEAR, Grain.SCHOOL_YEAR}:
        return bool(verb and _beside(text, verb, moment) and re.search(r"\bв\s*$", before, re.IGNORECASE))
    if _stands_apart(text, moment):
        return True
    return bool(verb and (_beside(text, verb, moment) or _happens(text, verb, moment)))


def _main_verb(text: str) -> re.Match[str] | None:
    """What is to be done: a plain verb, else one that tells what somebody will do («проведёт»)."""
    told = (word for word in open_words(text) if (form := finite_verb(word.group(), 0.5)) and not form.past)
    return first_infinitive(text) or next(told, None)


def _repeats(text: str, moment: Moment) -> bool:
    """«вести занятия во вторник и четверг»: a weekday of what is done again and again is no day."""
    weekday = re.match(
        r"понедельник|вторник|сред|четверг|пятниц|суббот|воскресень", text[moment.start :], re.IGNORECASE
    )
    verb = first_infinitive(text) if weekday else None
    inside = re.search(r"\bво?\s+(?:\w+\s+)?$", text[: moment.start], re.IGNORECASE)
    return verb is not None and inside is not None and is_lasting(verb.group())


def _in_clause(text: str) -> bool:
    """Behind «который», or behind a participle of its own: «оборудование, поставленное в декабре»."""
    told = any(form.speech == "PRTF" for clause in text.split(",")[1:] for form in forms((clause.split() or [""])[0]))
    return told or _SUBORDINATE.search(text) is not None


def _is_start(text: str, moment: Moment) -> bool:
    """«с 25 сентября» as the day something begins: apart, at the end, or beside the verb."""
    before, after = before_moment(text, moment), text[moment.end :]
    if not START.search(before) or _SUBORDINATE.search(before) or moment.grain is not Grain.DAY:
        return False
    verb = first_infinitive(text)
    at_end = verb is not None and (not after.strip(" .;,") or re.match(r"\s*(?:г\.|года)?,", after) is not None)
    return _stands_apart(text, moment) or at_end or bool(verb and _beside(text, verb, moment))


def _fresh(moment: Moment, rules: Rules) -> bool:
    return bool(moment.problem) or rules.base is None or (moment.last is not None and moment.last >= rules.base)


def _in_brackets(text: str, moment: Moment) -> bool:
    """«(до 15.11.2024)», «(май)»: nothing else in the brackets."""
    inside = re.search(r"\(([^()]*)$", before_moment(text, moment))
    tail = re.match(r"([^()]*)\)", text[moment.end :])
    return bool(inside and tail and len(inside.group(1).split()) <= 2 and len(tail.group(1).strip(" .,г")) <= 6)


def _stands_apart(text: str, moment: Moment) -> bool:
    """At the very start, or at the end after a dash or a comma."""
    before, after = before_moment(text, moment), text[moment.end :]
    if re.fullmatch(r"\s*(?:\b(?:с|в|во|со)\b)?\s*[«\"]?", before, re.IGNORECASE):
        return True
    apart = re.search(r"(?:[–—,;:]|\s-)\s*(?:\b(?:с|в|во)\b)?\s*$", before, re.IGNORECASE)
    return bool(apart and re.fullmatch(r"[\s.;,!)]*(?:г\.?|года)?[\s.;,!)]*(?:до\s.*)?", after))


def _beside(text: str, verb: re.Match[str], moment: Moment) -> bool:
    """Only small words between the date and the main verb."""
    low, high = (verb.end(), moment.start) if verb.start() < moment.start else (moment.end, verb.start())
    between = text[low:high]
    return not re.search(r"[.;:]", between) and len(re.findall(r"[А-Яа-яё]{3,}", between)) <= (
        0 if low == verb.end() else 2
    )


def _happens(text: str, verb: re.Match[str], moment: Moment) -> bool:
    """«провести семинар 15 октября», «принять участие в сборах в мае»: the day of an event in the main clause."""
    between = text[verb.end() : moment.start]
    if (
        _JUDGING.match(verb.group())
        or moment.start < verb.start()
        or _in_clause(between)
        or re.search(r"[;:]|\.\s", between)
    ):
        return False
    return re.search(r"(?:^|\s)(?:в|во)?\s*[«\"]?$", between) is not None and len(between) < 160
