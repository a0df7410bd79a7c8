"""The subject of a sentence that tells what somebody does or will do: before its verb, behind it, behind its object."""

from domain.minutes.grammar import adjectives, finite_verb, forms, is_infinitive, nouns
from domain.minutes.lexer import Kind, Lexeme, lexemes
from domain.minutes.noun_phrase import Opening, party_end, party_phrase
from domain.minutes.parties import Case, names_only, opening_case, party_case
from domain.minutes.words import PERSON, first_infinitive, open_words

_LIKELY = 0.3  # of all readings of a verb


def subject_of(text: str) -> Opening | None:
    """Somebody who does it now or will: «каждый координатор загружает …», «свод собирает Пахомова Е.А.»."""
    words = list(lexemes(text.split(". ", maxsplit=1)[0]))
    for at, word in enumerate(words):
        if word.kind is not Kind.WORD:
            continue
        if is_infinitive(word.low):
            return None
        told = finite_verb(word.low, _LIKELY)
        if told and not told.past:
            return _doer_after(text, words, at) or _doer_before(text, words, at)
    return None


def verbless_party(text: str) -> Opening | None:
    """«Абросимовой по пятницам сводку в штаб»: a surname in the dative, and nothing but things behind it."""
    first = next(iter(lexemes(text)), None)
    if first is None or not first.text[:1].isupper() or any(finite_verb(word.group()) for word in open_words(text)):
        return None
    named = {form.case for form in forms(first.low) if form.name}
    given = "datv" in named and "nomn" not in named and first_infinitive(text) is None
    things = any(form.case == "accs" and not form.alive for word in open_words(text) for form in nouns(word.group()))
    return Opening(first.text, first.start, first.end) if given and things else None


def _doer_after(text: str, words: list[Lexeme], at: int) -> Opening | None:
    if at + 1 >= len(words):
        return None
    start = words[at + 1].start
    if PERSON.match(text, start) or (words[at + 1].kind is Kind.ACRONYM and opening_case(text[start:]) is Case.WHO):
        return party_phrase(text, start, len(text))
    pair = [word.text for word in words[at + 1 : at + 3] if word.kind is Kind.WORD and word.text[:1].isupper()]
    if pair and names_only(" ".join(pair)):
        end = words[at + len(pair)].end
        return Opening(text[start:end], start, end)
    return None


def _doer_before(text: str, words: list[Lexeme], at: int) -> Opening | None:
    first = words[0].start
    lead = text[first : words[at].start].strip(" ,")
    if names_only(lead) or (opening_case(lead) is Case.WHO and party_end(lead, 0) >= len(lead) - 1):
        return Opening(lead, first, words[at].start)
    if (doer := _behind_object(words[:at], words[at])) is not None:
        return Opening(text[doer : words[at].start].strip(" ,"), doer, words[at].start)
    nominative = [word for word in words[:at] if word.kind is Kind.WORD and party_case(word.low) is Case.WHO]
    described = first < words[at].start and adjectives(words[0].low) and len(nominative) == 1 and len(lead.split()) <= 4
    return Opening(lead, first, words[at].start) if described else None


def _behind_object(lead: list[Lexeme], verb: Lexeme) -> int | None:
    """«Форму муниципальные службы возвращают»: where a party begins, only in «кто» and agreeing with the verb."""
    told = finite_verb(verb.low)
    if not lead or not any(form.case == "accs" for form in (*nouns(lead[0].low), *adjectives(lead[0].low))):
        return None
    for place, word in enumerate(lead[1:], 1):
        readings = [form for form in (*nouns(word.low), *adjectives(word.low)) if form.share >= _LIKELY]
        cases = {form.case for form in readings}
        agrees = told is not None and any(form.case == "nomn" and form.plural == told.plural for form in readings)
        if not agrees or cases & {"gent", "datv"}:
            continue
        phrase = " ".join(each.text for each in lead[place:])
        whole = party_end(phrase, 0) >= len(phrase) - 1
        if opening_case(phrase) is Case.WHO and whole:
            return word.start
    return None
