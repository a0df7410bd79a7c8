"""A phrase being read: its tokens, a registry to read it by, and what a step of reading finds."""

from dataclasses import dataclass
from functools import cached_property

from domain.minutes.resolve.index import Index
from domain.minutes.resolve.vocabulary import AREA_ADJECTIVES, AREAS, PLACE_MARKS, SINGULAR_POSTS
from domain.minutes.resolve.words import SEPARATORS, Token, near, tokens

SHORTEST_MENDED = 6
SHORTEST_MENDED_NAME = 8  # shorter names of places differ by a letter too easily


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a phrase up to `end`. With a `doubt` nothing is taken for granted; `guess` may be offered."""

    end: int
    ids: frozenset[int] = frozenset()
    how: str = "organisation"  # or group, type («гимназии»), сош, all («ОО»), authority, synonym, nobody
    doubt: str = ""
    guess: tuple[tuple[str, frozenset[int]], ...] = ()  # option code → organisations

    @property
    def is_group(self) -> bool:
        return self.how in {"group", "type", "сош", "all"}


@dataclass
class Phrase:
    """The tokens of one phrase. `words` are stems; marks stand among them as themselves."""

    tokens: tuple[Token, ...]
    index: Index
    mended: bool = False
    post: str = ""  # the post that stands before the place being read, as written: «директору»

    @property
    def after_single_post(self) -> bool:
        return self.post in SINGULAR_POSTS - {"директора"}  # «директора ОО» are many

    @property
    def maybe_single_post(self) -> bool:
        return self.post in SINGULAR_POSTS

    @classmethod
    def of(cls, text: str, index: Index) -> "Phrase":
        """Slips of one letter in long words are mended where the registry and the tables know one such word."""
        read = tokens(text)
        mended = tuple(_mend(token, index) for token in read)
        return cls(mended, index, mended=mended != read)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.stem for token in self.tokens)

    def at(self, place: int) -> str:
        """The stem at `place`, "" beyond the end."""
        return self.tokens[place].stem if place < len(self.tokens) else ""

    def text_at(self, place: int) -> str:
        return self.tokens[place].text if place < len(self.tokens) else ""

    def skip_separators(self, place: int) -> int:
        while self.at(place) in SEPARATORS:
            place += 1
        return place


def area(phrase: Phrase, place: int) -> tuple[int, frozenset[str]]:
    """«(администрации) Луговского муниципального района» at `place`: where it ends, and the municipality's words.

    «района», «округа» alone name no municipality: those of the registry are meant.
    """
    start = place
    if phrase.at(place) == "администрац":
        place += 1
    named: set[str] = set()
    while (word := phrase.at(place)) in phrase.index.municipalities or word in AREA_ADJECTIVES:
        if word not in AREA_ADJECTIVES:
            named.add(word)
        place += 1
    if phrase.at(place) in AREAS:
        place += 1
    elif phrase.at(place) in PLACE_MARKS and phrase.at(place + 1) in phrase.index.municipalities:
        named.add(phrase.at(place + 1))
        return place + 2, frozenset(named)
    elif place > start and phrase.at(start) != "администрац":
        return start, frozenset()
    if phrase.at(place) in phrase.index.municipalities and not named:
        named.add(phrase.at(place))
        place += 1
    return place, frozenset(named)


def within(phrase: Phrase, ids: frozenset[int], municipality: frozenset[str]) -> frozenset[int]:
    """Those of `ids` that lie in the named municipality."""
    return frozenset(one for one in ids if municipality <= phrase.index.by_id[one].municipality)


def municipal_only(phrase: Phrase, ids: frozenset[int]) -> frozenset[int]:
    """Without private and state institutions."""
    private = phrase.index.groups.get(("частн",), frozenset())
    return frozenset(one for one in ids if phrase.index.by_id[one].founder in {"м", ""} and one not in private)


def private_only(phrase: Phrase, ids: frozenset[int]) -> frozenset[int]:
    private = phrase.index.groups.get(("частн",), frozenset())
    return frozenset(one for one in ids if phrase.index.by_id[one].founder == "ч" or one in private)


def _mend(token: Token, index: Index) -> Token:
    word = token.stem
    if not token.is_word or len(word) < SHORTEST_MENDED or word in index.vocabulary:
        return token
    meant = near(word, index.vocabulary)
    if meant is None or (meant in index.own_words and len(meant) < SHORTEST_MENDED_NAME):
        return token
    return Token(meant, meant)
