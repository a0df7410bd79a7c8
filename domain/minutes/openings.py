"""Who must act by the opening of a sentence or by a heading. Beside a verb: subjects; behind: closing_parties."""

import re
from functools import lru_cache

from domain.minutes.dates import Frame
from domain.minutes.grammar import adjectives, finite_verb, forms, is_infinitive, nouns
from domain.minutes.lexer import Kind, Lexeme, lexemes
from domain.minutes.lexicon import word_list
from domain.minutes.moments import find_moments
from domain.minutes.noun_phrase import Opening, party_end, party_phrase
from domain.minutes.parties import (
    Case,
    addressed,
    dative_phrase,
    in_dative,
    is_acronym,
    may_act,
    names_only,
    opening_case,
    party_case,
)
from domain.minutes.subjects import subject_of, verbless_party
from domain.minutes.words import PERSON, SENTENCE_END, first_infinitive, open_words, outside, without_names

_DIRECTING, _MUST = word_list("directing"), word_list("must")
_CIRCUMSTANCE, _GOVERN_DATIVE = word_list("circumstances"), word_list("govern_dative")
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|ко|ук|юк|ян|дзе)")
_MEETINGS = word_list("meetings")
_DASH = re.compile(r"\s[–—-]\s|[–—]\s|:\s")


def heading_parties(text: str) -> str | None:
    """The phrase of a line that only names who must act («Руководителям ОУ:»), or None.

    A deadline inside the heading is left out; a verb («обеспечить:») makes it no pure heading.
    """
    bare = text.strip().rstrip(":;.,! –—-")
    if names_only(bare) and len(bare.split()) > 1:
        return bare
    bare = re.sub(r"^(?:уважаемые|для)\s+", "", bare[_after_directive(bare) :], flags=re.IGNORECASE)
    if not bare or len(bare.split()) > 45 or first_infinitive(bare):
        return None
    if re.search(
        r"[.!?]\s+[А-ЯЁ][а-яё]{2,}", re.sub(r"«[^»]*»|\"[^\"]*\"", " ", without_names(bare))
    ) and not re.search(r"(?:\bг|\bим|\bобл)\.\s", bare):
        return None
    case = opening_case(bare) or (Case.WHOM if dative_phrase(bare) else None)
    for_them = re.match(r"\s*для\s", text, re.IGNORECASE) is not None
    if case is None or (case is Case.OTHER and not for_them):
        return _after_reason(bare)
    end = party_end(bare, 0)
    if not end or not _circumstances(bare[end:]):
        return None
    return bare[:end].strip(" ,;:–—-")


def _after_reason(bare: str) -> str | None:
    """«Во исполнение закона руководителям школ района:» – the party ends the line."""
    found = _in_the_middle(bare, 0, len(bare))
    return found.phrase if found and not bare[found.end :].strip(" ,") else None


def _circumstances(rest: str) -> bool:
    """What may follow the party of a heading: nothing, a time, «совместно с …», «необходимо»."""
    words = lexemes(rest)
    if not words:
        return True
    first = words[0] if words[0].kind is not Kind.SIGN or len(words) == 1 else words[1]
    adverb = any(form.speech in {"ADVB", "GRND"} for form in forms(first.low))
    return adverb or first.low in _CIRCUMSTANCE or first.low in _MUST or first.kind is Kind.SIGN


def _after_directive(text: str) -> int:
    """Where a sentence goes on after «Рекомендовать», «Ещё раз поручить»; 0 without such a verb."""
    speeches = {"INFN", "VERB", "PRTS"}
    for at, word in enumerate(lexemes(text)[:4]):
        if word.kind is Kind.WORD and any(
            form.lemma in _DIRECTING and form.speech in speeches for form in forms(word.low)
        ):
            rest = text[word.end :]
            return word.end + len(rest) - len(rest.lstrip(" ,"))
        if at and not _is_adverb(word):
            return 0
        if not at and opening_case(text) is Case.WHO:
            speeches = {"VERB", "PRTS"}  # «Комиссия поручила …»; «РУО обязать школы …» is for РУО
    return 0


def _is_adverb(word: Lexeme) -> bool:
    return any(form.speech in {"ADVB", "NUMR", "PRCL"} for form in forms(word.low)) or word.low == "раз"


@lru_cache(maxsize=2048)
def opening_party(text: str) -> Opening | None:
    """The party of a sentence: «Директорам школ … провести», «Поручить отделу …», «В целях … директорам провести»."""
    directed = _after_directive(text)
    start = directed or _after_time(text)
    if everyone := re.match(r"(Всем|Все)\s*[!:]\s*", text[start:], re.IGNORECASE):
        return Opening(everyone.group(1), start, start + everyone.end())
    found = _at(text, start, bool(directed)) or (None if directed else _named_before_dash(text))
    if found is None and (verb := first_infinitive(text, directed)) is not None:
        found = _in_the_middle(text, start, verb.start()) or _after_verb(text, verb)
    return found or (None if directed else _elsewhere(text))


def _elsewhere(text: str) -> Opening | None:
    rules = (subject_of, verbless_party, _after_topic, _in_later_sentence, _in_last_clause)
    return next((found for rule in rules if (found := rule(text))), None)


def _in_later_sentence(text: str) -> Opening | None:
    """«О кадрах. Из 214 не прошли 9. Отделу оценки провести зачёт», «Дать ответ. Готовит Бабич Ю.С.»."""
    for start in (found.end() for found in SENTENCE_END.finditer(text)):
        rest = text[start:]
        opened = _at(rest, 0, False) if opening_case(rest) is Case.WHOM else None
        opened = opened or subject_of(rest)
        if opened is not None:
            return Opening(opened.phrase, opened.start + start, opened.end + start)
    return None


def _in_last_clause(text: str) -> Opening | None:
    """«Концерт провести в мае, сценарий готовит Гриднева»."""
    for end in (clause.end() for clause in re.finditer(r";\s+", text)):
        opened = _at(text[end:], 0, False)
        if opened and opening_case(opened.phrase) is Case.WHOM:
            return Opening(opened.phrase, opened.start + end, opened.end + end)
    at = text.rfind(", ")
    found = subject_of(text[at + 2 :]) if at > 0 else None
    named = found and (names_only(found.phrase) or PERSON.search(found.phrase))
    return Opening(found.phrase, found.start + at + 2, found.end + at + 2) if found and named else None


def _named_before_dash(text: str) -> Opening | None:
    """«Дмитрий: подготовить …», «@pavel — перенести …»."""
    dashed = _dash(text, 0, min(len(text), 90))
    lead = text[: dashed[0]].strip() if dashed else ""
    if dashed and (names_only(lead) or (_SURNAME.fullmatch(lead) and first_infinitive(text, dashed[1]))):
        return Opening(lead, 0, dashed[1])
    called, comma, _ = text.partition(", ")  # «Артём Витальевич, заявка подаётся до …»
    if comma and len(called.split()) == 2 and names_only(called):
        return Opening(called, 0, len(called) + 1)
    return None


def _after_topic(text: str) -> Opening | None:
    """«Паспорта безопасности — лицею обновить …», «Меню на сайте: оператор выкладывает …»: a topic before the party."""
    dashed = _dash(text, 0, min(len(text), 90))
    if dashed is None or first_infinitive(text[: dashed[0]]):
        return None
    found = _at(text[dashed[1] :], 0, False) or subject_of(text[dashed[1] :])
    return Opening(found.phrase, found.start + dashed[1], found.end + dashed[1]) if found else None


def _at(text: str, start: int, directed: bool) -> Opening | None:
    """The party right at `start`."""
    case = opening_case(text[start:])
    verb = first_infinitive(text, start)
    if case is None and verb and addressed(text[start : verb.start()], verb.group()):
        case = Case.WHOM
    if case is None or (case is Case.OTHER and not directed):
        return None
    stop = verb.start() if verb else len(text)
    dashed = _dash(text, start, stop)
    if dashed and not directed:
        return Opening(text[start : dashed[0]].strip(" ,"), start, dashed[1])
    if verb is None:
        return _without_verb(text, start, case, directed)
    if case is Case.WHO and not directed and not (_nominative_may_act(text[start:stop]) or in_dative(text[start:stop])):
        return None
    if _is_held(text[start:stop], text[verb.end() :]):
        return None
    return party_phrase(text, start, stop)


def _is_held(phrase: str, rest: str) -> bool:
    """«Общее собрание провести 5 мая»: what is held, not who holds it; «Совет провести проверку» has its own object."""
    head = next((readings for word in open_words(phrase) if (readings := nouns(word.group()))), ())
    meets = bool({form.lemma for form in head} & _MEETINGS) and not any(form.case == "datv" for form in head)
    following = next(iter(lexemes(rest)), None)
    own = following is not None and any(
        form.case == "accs" for form in (*nouns(following.low), *adjectives(following.low))
    )
    return meets and not own


def _in_the_middle(text: str, start: int, stop: int) -> Opening | None:
    """After circumstances: «В целях профилактики травматизма директорам школ провести …»."""
    words = [word for word in lexemes(text) if start <= word.start < stop]
    if not words or not (words[0].low in _CIRCUMSTANCE or _is_adverb(words[0]) or words[0].kind is Kind.NUMBER):
        return None
    for at, word in enumerate(words):
        if word.kind is not Kind.WORD or party_case(word.low) is not Case.WHOM or _governed(words, at):
            continue
        first = at
        while first and any(
            form.case == "datv" and form.speech in {"ADJF", "PRTF"} for form in forms(words[first - 1].low)
        ):
            first -= 1
        return party_phrase(text, words[first].start, stop)
    return None


def _governed(words: list[Lexeme], at: int) -> bool:
    """«по школам», «помощь школам»: a dative that somebody else asks for."""
    before = next(
        (word for word in reversed(words[:at]) if not any(form.case == "datv" for form in forms(word.low))), None
    )
    return before is not None and (
        before.low in _GOVERN_DATIVE or before.low.startswith(("помощ", "поддержк", "содейств"))
    )


def _after_verb(text: str, verb: re.Match[str]) -> Opening | None:
    """A directing verb that is not the first word: «Подготовку … поручить директорам школ»."""
    for word in lexemes(text):
        if word.start < verb.start() or word.kind is not Kind.WORD or not is_infinitive(word.low):
            continue
        if any(form.lemma in _DIRECTING for form in forms(word.low)):
            rest = text[word.end :]
            start = word.end + len(rest) - len(rest.lstrip())
            return party_phrase(text, start, len(text)) if opening_case(text[start:]) in {Case.WHOM, Case.WHO} else None
    return None


def _after_time(text: str) -> int:
    """Where a sentence goes on after a deadline that opens it («До 1 октября директорам школ …»)."""
    moments = find_moments(text[:90], Frame())
    for moment in moments[:1]:
        lead = re.fullmatch(
            r"\W*(?:в\s+срок\s+)?(?:до|не\s+позднее|с|к|в)?\s*[«\"]?", text[: moment.start], re.IGNORECASE
        )
        rest = re.match(r"[\s,.;»\"]*(?:года?\b|г\.)?[\s,–—-]*", text[moment.end :])
        end = moment.end + (rest.end() if rest else 0)
        if lead and opening_case(text[end:]) in {Case.WHOM, Case.WHO}:
            return end
    return 0


def _dash(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """«Гимназия № 5 – подготовить», «Дому творчества – программа»: a dash or colon right after the party."""
    mask = outside(text)
    found = next((hit for hit in _DASH.finditer(text, start, stop + 1) if mask[hit.start()]), None)
    if found is None:
        return None
    phrase = without_names(text[start : found.start()])
    after = first_infinitive(text, found.end())
    apposed = text[found.end() : after.start()] if after else ""
    if found.group().strip() != ":" and opening_case(apposed) is Case.WHOM and opening_case(phrase) is Case.WHOM:
        return None  # «Учителям – предметникам оценить …»
    return found.span() if len(phrase.split()) <= 25 and not re.search(r"\.\s", phrase) else None


def _without_verb(text: str, start: int, case: Case, directed: bool) -> Opening | None:
    """«Директора школ обеспечивают …», «Рекомендовать отделу образования …» without a plain verb."""
    for found in open_words(text):
        if found.start() > start and finite_verb(found.group()) and party_case(found.group()) is None:
            opened = party_phrase(text, start, found.start())
            return opened if opened and case is Case.WHO and len(opened.phrase.split()) <= 12 else None
    return party_phrase(text, start, len(text)) if directed and case is Case.WHOM else None


def _nominative_may_act(phrase: str) -> bool:
    """«ИМЦ разработать», «МБОУ СОШ № 4 представить», «Отдел опеки подготовить» – not «Школы … района закрыть»."""
    first = re.match(r"[«\"]?[А-ЯЁа-яё]+", phrase)
    if first and (is_acronym(first.group()) or PERSON.match(phrase)):
        return True
    if not may_act(phrase):
        return False
    short = len(phrase[: party_end(phrase, 0)].split()) <= 4
    return bool(re.match(r"[А-ЯЁ]", phrase) and (re.search(r"№\s?\d|«", phrase) or short))
