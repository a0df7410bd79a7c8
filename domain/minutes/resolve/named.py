"""Organisations called by name: «МБОУ СОШ № 1, 3 и 7», «Ольховская и Песчанская школы», «лицей им. …»."""

from dataclasses import dataclass, replace

from domain.minutes.resolve.index import Card, take_legal_form, types_at
from domain.minutes.resolve.phrase import Found, Phrase, area, within
from domain.minutes.resolve.vocabulary import (
    ANY_KINDERGARTEN,
    EITHER_NUMBER,
    PLACE_MARKS,
    PLAIN_SCHOOLS,
    PLURAL,
    RARE_TYPES,
)
from domain.minutes.resolve.words import SEPARATORS
from domain.organisations import OrganisationKind

_PLURAL_ADJECTIVES = ("ие", "их", "им", "ими", "ые", "ых", "ым", "ыми")
LONGEST_RANGE = 30
ENOUGH_OF_A_TITLE = 0.6  # «Дом творчества» for the only «Дом детского творчества»


@dataclass(frozen=True, slots=True)
class Mention:
    """What was said of one organisation: each thing said must be true of it."""

    form: str = ""
    kind: str = ""  # type of institution
    number: str = ""
    words: frozenset[str] = frozenset()


def alias(phrase: Phrase, place: int) -> Found | None:
    """The longest name or synonym of the registry that stands at `place`, word for word."""
    words = phrase.words
    legal = take_legal_form(words, place)
    for start, form in ((place, ""), (place + legal, words[place] if legal else "")):
        for end in range(len(words), start, -1):
            named_so = phrase.index.aliases.get(words[start:end], ())
            ids = frozenset(one for one in named_so if _may_be_called(phrase.index.by_id[one], form))
            if ids:
                return _located(phrase, end, ids)
    return None


def named(phrase: Phrase, place: int) -> Found | None:
    """One organisation described by type, number and words of its name, or a list of numbers of one type."""
    legal = take_legal_form(phrase.words, place)
    form = phrase.at(place) if legal else ""
    best: Found | None = None
    for end, mention in _runs(phrase, place + legal, Mention(form=form)):
        found = _judge(phrase, end, mention)
        if found is not None:
            best = _with_further_numbers(phrase, found, mention) if mention.number else found
    return best


def coordinated(phrase: Phrase, place: int) -> Found | None:
    """«Ольховская, Полянская и Озёрская школы»: several words of places and one type after the last."""
    words: list[str] = []
    while any(phrase.at(place) in card.place for card in phrase.index.cards):
        words.append(phrase.at(place))
        place = phrase.skip_separators(place + 1)
    kind, length = types_at(phrase.words, place)
    end = place + length
    if len(words) < 2 or not length or (end < len(phrase.tokens) and phrase.tokens[end].is_number):
        return None
    each = [_fitting(phrase, Mention(kind=kind, words=frozenset({word}))) for word in words]
    ids = frozenset[int]().union(*each)
    if all(len(fitting) == 1 for fitting in each):
        return Found(end, ids)
    return Found(end, doubt="ambiguous", guess=tuple(("organisation", frozenset({one})) for one in sorted(ids)))


def _runs(phrase: Phrase, place: int, mention: Mention) -> list[tuple[int, Mention]]:
    """Every reading of the words from `place` on as one mention, the longer later."""
    runs: list[tuple[int, Mention]] = []
    while place < len(phrase.tokens):
        kind, length = types_at(phrase.words, place)
        word = phrase.at(place)
        if length and not mention.kind:
            mention = replace(mention, kind=kind)
        elif phrase.tokens[place].is_number and not mention.number:
            mention, length = replace(mention, number=word), 1
        elif word in phrase.index.own_words and word not in SEPARATORS and not area(phrase, place)[1]:
            mention, length = replace(mention, words=mention.words | {word}), 1
        elif (word == "им" or word in PLACE_MARKS) and phrase.at(place + 1) in phrase.index.own_words:
            place += 1
            continue
        else:
            break
        place += length
        runs.append((place, mention))
    return runs


def _judge(phrase: Phrase, end: int, mention: Mention) -> Found | None:
    ids = _fitting(phrase, mention)
    if not ids or not (mention.number or mention.words or mention.kind in RARE_TYPES):
        return None
    if mention.number and not (mention.kind or mention.form):
        return None
    if not mention.number and not mention.words and phrase.text_at(end - 1) in PLURAL:
        return None
    if not mention.number and _is_many(phrase, end):
        return _many(phrase, end, ids)
    plain = {one for one in ids if phrase.index.by_id[one].place <= mention.words}
    found = _located(phrase, end, frozenset(plain) or ids if mention.number else ids)
    only_a_guess = (mention.number and not plain) or (not mention.kind and not _enough(phrase, ids, mention))
    if found.doubt or not only_a_guess:
        return found
    return Found(found.end, doubt="ambiguous", guess=tuple(("organisation", frozenset({one})) for one in found.ids))


def _is_many(phrase: Phrase, end: int) -> bool:
    """«Дальнинским школам» are all schools of the place."""
    place = phrase.text_at(end - 2)
    return phrase.text_at(end - 1) in PLURAL | EITHER_NUMBER and place.endswith(_PLURAL_ADJECTIVES)


def _many(phrase: Phrase, end: int, ids: frozenset[int]) -> Found:
    after, municipality = area(phrase, end)
    there = within(phrase, ids, municipality)
    return Found(after, there) if there else Found(after, doubt="no_such")


def _fitting(phrase: Phrase, mention: Mention) -> frozenset[int]:
    cards = [card for card in phrase.index.cards if _fits(card, mention)]
    same_form = [card for card in cards if mention.form and card.form == mention.form]
    return frozenset(card.id for card in same_form or cards)


def _fits(card: Card, mention: Mention) -> bool:
    if mention.number and mention.number not in card.numbers:
        return False
    return mention.words <= card.words and _is_of(card, mention.kind) and _may_be_called(card, mention.form)


def _is_of(card: Card, kind: str) -> bool:
    if kind == "школа":
        return not card.types.isdisjoint(PLAIN_SCHOOLS) and card.kind is OrganisationKind.SCHOOL
    if kind in ANY_KINDERGARTEN:
        return card.kind is OrganisationKind.KINDERGARTEN
    return not kind or kind in card.types


def _may_be_called(card: Card, form: str) -> bool:
    """A clerk mixes up МБОУ and МАОУ, but not the founder, and not a school with a kindergarten."""
    if not form:
        return True
    if form.endswith("доу") != (card.kind is OrganisationKind.KINDERGARTEN) and form.endswith("оу"):
        return False
    private = form[0] == "ч" or form in {"ано", "ооо"}
    return not card.founder or card.founder == ("ч" if private else form[0])


def _enough(phrase: Phrase, ids: frozenset[int], mention: Mention) -> bool:
    """Whether bare words are enough to mean the only organisation they fit."""
    if mention.form.endswith("доу"):
        return True
    titles = (phrase.index.by_id[one].title for one in ids)
    return len(mention.words) > 1 and all(
        len(mention.words & title) >= ENOUGH_OF_A_TITLE * len(title) for title in titles
    )


def _located(phrase: Phrase, end: int, ids: frozenset[int]) -> Found:
    """The organisations after the place named behind them; several left are asked about."""
    after, municipality = area(phrase, end)
    there = within(phrase, ids, municipality)
    if len(there) == 1:
        return Found(after, there)
    guess = tuple(("organisation", frozenset({one})) for one in sorted(there or ids))
    return Found(after, doubt="ambiguous" if there else "no_such", guess=guess)


def _with_further_numbers(phrase: Phrase, found: Found, mention: Mention) -> Found:
    """«№ 1, 3 – 5 и 7»: further numbers of the same type; one that does not exist puts the list in doubt."""
    ids, doubt, guess = set(found.ids), found.doubt, list(found.guess)
    last, end = mention.number, found.end
    place_words = frozenset(word for word in mention.words if any(word in card.place for card in phrase.index.cards))
    while True:
        ranged = phrase.text_at(end)[:1] in {"-", "–", "—"}
        place = end + 1 if ranged else phrase.skip_separators(end)
        if place == end or place >= len(phrase.tokens) or not phrase.tokens[place].is_number:
            break
        number = phrase.at(place)
        wanted = _range(last, number) if ranged else (number,)
        last, end = number, place + 1
        for one in wanted:
            further = _judge_number(phrase, end, replace(mention, number=one, words=place_words))
            end = max(end, further.end)
            ids |= further.ids
            doubt = doubt or further.doubt
            guess += further.guess
    if doubt and ids:
        guess = [("known", frozenset(ids)), *guess]
    return Found(end, frozenset() if doubt else frozenset(ids), doubt=doubt, guess=tuple(guess))


def _judge_number(phrase: Phrase, end: int, mention: Mention) -> Found:
    best = _judge(phrase, end, mention) or Found(end, doubt="no_such")
    for after, longer in _runs(phrase, end, mention):
        if longer.kind == mention.kind and (found := _judge(phrase, after, longer)) is not None:
            best = found
    return best


def _range(first: str, last: str) -> tuple[str, ...]:
    start, stop = int(first), int(last)
    if not start < stop <= start + LONGEST_RANGE:
        return (last, "0")  # no school has it: the list will be asked about
    return tuple(str(number) for number in range(start + 1, stop + 1))
