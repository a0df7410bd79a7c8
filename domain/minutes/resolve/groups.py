"""Groups: «руководители ОО», «муниципальные школы района», «школы, осуществляющие подвоз», «гимназии и лицеи»."""

from domain.minutes.resolve.clauses import NOUNS, clause, clause_end, group_at, spelled_out
from domain.minutes.resolve.index import types_at
from domain.minutes.resolve.phrase import Found, Phrase, area, municipal_only, private_only, within
from domain.minutes.resolve.vocabulary import (
    ALIKE_AUTHORITIES,
    BODIES,
    EACH,
    EDUCATIONAL_ADJECTIVE,
    EITHER_NUMBER,
    EVERY,
    FORM_LETTERS,
    GROUPS,
    KIND_ADJECTIVES,
    MUNICIPAL_ONLY,
    NAMED_AUTHORITIES,
    NEUTRAL,
    OF_EVERY_SORT,
    PLURAL,
    PRIVATE_ONLY,
    SUBORDINATE,
    match,
)
from domain.minutes.resolve.words import LEGAL_FORM, SEPARATORS
from domain.organisations import OrganisationKind

_INFLECTED = frozenset({"школ", "сад", "гимназ", "прогимназ", "лице", "интернат", "орган"}) | BODIES
_MANY = ("ов", "ам", "ами", "ений", "ениям", "ениями")  # «отделам образования»
MOST_OFFERED = 4


def group(phrase: Phrase, place: int) -> Found | None:
    """A group by kind with the words that narrow it; a narrowing that is not understood is a doubt."""
    noun, narrowing = _adjectives(phrase, place)
    end, how, ids = _noun(phrase, noun)
    if not end or (end < len(phrase.tokens) and phrase.tokens[end].is_number):
        return None
    if not ids or not (_is_plural(phrase, noun, end) or EACH in phrase.words[place:noun]):
        return Found(end, how=how, doubt="ambiguous", guess=(("base", ids),))
    found = _qualified(phrase, Found(end, ids.intersection(*narrowing), how), noun)
    return found if found.ids or found.doubt else Found(found.end, doubt="no_such")


def registry_group(phrase: Phrase, place: int) -> Found | None:
    """A group of the registry called by its name alone: «опорным площадкам»."""
    found = group_at(phrase, place)
    if found is None:
        return None
    end, ids = found
    if phrase.post:  # «начальникам лагерей»: persons, not organisations
        return Found(end, doubt="ambiguous", guess=(("group", ids),))
    return Found(end, ids, "group")


def authority(phrase: Phrase, place: int) -> Found | None:
    """An education authority: the importing one, or the one of the municipality that is named."""
    alike = match(ALIKE_AUTHORITIES, phrase.words, place)
    length = alike or match(NAMED_AUTHORITIES, phrase.words, place)
    if not length:
        return None
    end, municipality = area(phrase, place + length)
    cards = [card for card in phrase.index.cards if card.kind is OrganisationKind.AUTHORITY]
    said = {"отдел", "управлен", "роо", "руо", "уо"} if alike else {phrase.at(place)}
    ids = within(phrase, frozenset(card.id for card in cards if not said.isdisjoint(card.words)), municipality)
    if any(token.text.endswith(_MANY) for token in phrase.tokens[place : place + length]):
        others = ids - {phrase.index.authority_id}
        doubt = "" if len(others) > 1 else "ambiguous"
        return Found(end, frozenset() if doubt else others, "group", doubt, (("authorities", ids),) if doubt else ())
    if not municipality and phrase.index.authority_id in ids:
        return Found(end, frozenset({phrase.index.authority_id}), "authority")
    if len(ids) == 1:
        return Found(end, ids, "authority")
    guess = tuple(("organisation", frozenset({card.id})) for card in cards[:MOST_OFFERED])
    return Found(end, doubt="ambiguous" if ids else "unknown", guess=guess)


def _adjectives(phrase: Phrase, place: int) -> tuple[int, list[frozenset[int]]]:
    """The adjectives before a noun, each as the organisations it leaves."""
    everyone = frozenset(phrase.index.by_id)
    narrowing: list[frozenset[int]] = []
    while True:
        word = phrase.at(place)
        if word in MUNICIPAL_ONLY:
            narrowing.append(municipal_only(phrase, everyone))
        elif word in PRIVATE_ONLY:
            narrowing.append(private_only(phrase, everyone))
        elif word in FORM_LETTERS:
            narrowing.append(frozenset(card.id for card in phrase.index.cards if card.form[1:2] == FORM_LETTERS[word]))
        elif (word,) in phrase.index.groups and not match(NOUNS, phrase.words, place):
            narrowing.append(phrase.index.groups[word,])
        elif word not in EVERY and word not in NEUTRAL:
            return place, narrowing
        place += 1


def _noun(phrase: Phrase, place: int) -> tuple[int, str, frozenset[int]]:
    """Where the noun of a group ends (0: there is none), how it was called, and its organisations."""
    listed = _listed_kinds(phrase, place)
    if listed is not None:
        return listed[0], "group", phrase.index.of_kinds(listed[1])
    length, order = max((match(called.patterns, phrase.words, place), -order) for order, called in enumerate(GROUPS))
    kind, type_length = types_at(phrase.words, place)
    if type_length >= length and type_length and kind not in {"школа", "детский сад", "доу"}:
        ids = frozenset(card.id for card in phrase.index.cards if kind in card.types)
        return place + type_length, "сош" if kind == "сош" else "type", ids
    if not length:
        return _kindergartens_by_form(phrase, place)
    called = GROUPS[-order]
    ids = phrase.index.of_kinds(called.kinds)
    if called.code == "authorities":
        ids -= {phrase.index.authority_id} if len(ids) > 1 else set()
    return place + length, "all" if called.code == "all" else "group", ids


def _kindergartens_by_form(phrase: Phrase, place: int) -> tuple[int, str, frozenset[int]]:
    """«заведующим МБДОУ»: the kindergartens of that legal form; «МБОУ» alone tells too little."""
    form = phrase.at(place)
    alone = not phrase.at(place + 1) or phrase.at(place + 1) in SEPARATORS
    if not alone or not LEGAL_FORM.fullmatch(form) or not form.endswith("доу"):
        return 0, "", frozenset()
    return place + 1, "group", frozenset(card.id for card in phrase.index.cards if card.form == form)


def _listed_kinds(phrase: Phrase, place: int) -> tuple[int, set[OrganisationKind]] | None:
    """«дошкольных и общеобразовательных организаций»."""
    kinds: set[OrganisationKind] = set()
    while phrase.at(place) in KIND_ADJECTIVES:
        kinds.add(KIND_ADJECTIVES[phrase.at(place)])
        place = phrase.skip_separators(place + 1)
    place += phrase.at(place) == EDUCATIONAL_ADJECTIVE
    return (place + 1, kinds) if len(kinds) > 1 and phrase.at(place) in BODIES else None


def _is_plural(phrase: Phrase, start: int, end: int) -> bool:
    noun = next((token for token in phrase.tokens[start:end] if token.stem in _INFLECTED), None)
    if noun is None:
        return not phrase.after_single_post
    return (
        noun.text in PLURAL
        or noun.stem == noun.text == "школ"
        or (noun.text in EITHER_NUMBER and not phrase.maybe_single_post)
    )


def _qualified(phrase: Phrase, found: Found, noun: int) -> Found:
    """The group after what follows it: a place, a group of the registry, a clause."""
    end, municipality = area(phrase, found.end + match(OF_EVERY_SORT, phrase.words, found.end))
    towns = any(name[0].startswith("городск") for name in phrase.index.groups)
    if "город" in phrase.words[found.end : end] and towns:
        return Found(end, doubt="ambiguous", guess=(("base", found.ids),))
    ids = within(phrase, found.ids, municipality)
    narrower = group_at(phrase, end) or spelled_out(phrase, noun)
    if narrower is not None:
        end, members = narrower
        return Found(end, ids & members, "group")
    if (subordinate := _subordinate(phrase, end)) > end:
        return Found(subordinate, municipal_only(phrase, ids), "group")
    last = clause_end(phrase, end)
    if last > end:
        return clause(phrase, end, last, ids)
    return Found(end, ids, found.how)


def _subordinate(phrase: Phrase, place: int) -> int:
    """«, подведомственным отделу образования»: the authority is no addressee here."""
    start = place + (phrase.at(place) == ",")
    if phrase.at(start) != SUBORDINATE:
        return place
    over = authority(phrase, start + 1)
    return start + 1 if over is None else over.end
