"""From the reading of a phrase to its organisations, or to the question that is left."""

import re
from collections.abc import Iterable, Sequence

from domain.minutes.resolve.index import sequence
from domain.minutes.resolve.offers import everyone, heads, look_alikes
from domain.minutes.resolve.reading import Reading, read
from domain.minutes.resolve.shapes import Option, Registry, Resolution
from domain.minutes.resolve.vocabulary import POSTS
from domain.minutes.resolve.words import PERSON, SEPARATORS, tokens
from domain.organisations import OrganisationKind

_EXCEPT = re.compile(r"[,\s(]+(?:кроме|за\s+исключением|исключая|помимо)\s+", re.IGNORECASE)
_INCLUDING = re.compile(r"[,\s(]+(?:в\s+том\s+числе|включая)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORD_OF_A_NAME = re.compile(r"\(([а-яё]+(?:ая|ой|ую|ое|ого|ому))\)")  # «Вечерняя (сменная) школа»
_THEMES = {
    "school": (OrganisationKind.SCHOOL, "schools"),
    "kindergarten": (OrganisationKind.KINDERGARTEN, "kindergartens"),
    "supplementary": (OrganisationKind.SUPPLEMENTARY, "supplementary"),
}


class Resolver:
    """Resolves the phrases of one agenda item's theme by one registry."""

    def __init__(self, registry: Registry, theme: str) -> None:
        self._registry, self._theme, self._index = registry, theme, registry.index
        self._synonyms = {
            sequence(synonym.phrase): frozenset(synonym.organisation_ids)
            for synonym in sorted(registry.synonyms, key=lambda synonym: synonym.theme)
            if synonym.theme in {"", theme}
        }

    def phrase(self, text: str) -> Resolution:
        """The order of the rules: remembered answer, exact name, exception, addition, list, brackets, words."""
        whole = sequence(text)
        if (remembered := self._synonyms.get(whole)) is not None:
            return self._sure(remembered, "synonym" if remembered else "nobody")
        exact = self._index.aliases.get(whole, frozenset())
        if len(exact) == 1:
            return self._sure(exact, "organisation")
        for pattern, rule in ((_EXCEPT, self._without), (_INCLUDING, self._with)):
            if split := pattern.search(text):
                return rule(self.phrase(text[: split.start()]), self.phrase(text[split.end() :].rstrip(" )")))
        head, colon, listed = text.partition(":")
        if colon and listed.strip() and self.phrase(head).reason != "empty":
            return self._only(self.phrase(head), self.phrase(listed))
        return self._bracketed(text)

    def _bracketed(self, text: str) -> Resolution:
        """Names of persons in brackets are explanations; anything else there says which of the group are meant."""
        text = _WORD_OF_A_NAME.sub(r"\1", text)
        telling = [found for found in _BRACKETS.finditer(text) if not _is_persons(found[1])]
        if not telling:
            return self._conclude(read(text, self._index, self._synonyms), text)
        outside = self.phrase(_BRACKETS.sub(" ", text))
        inside = [self.phrase(found[1]) for found in telling]
        return self._only(outside, inside[0]) if len(inside) == 1 else self._ask("context", _offer("base", outside))

    def _without(self, base: Resolution, exception: Resolution) -> Resolution:
        left_out = set(exception.organisation_ids)
        if exception.reason == "group" and base.sure:  # «школам, кроме сельских»: rural kindergartens aside
            left_out &= set(base.organisation_ids)
        if not exception.sure or not left_out:
            return self._ask("partly_unknown", _offer("base", base))
        if not base.sure:
            options = ((option.code, set(option.organisation_ids) - left_out) for option in base.options)
            return self._ask(base.reason, options)
        if not left_out < set(base.organisation_ids):
            return self._ask("ambiguous", _offer("base", base))
        return self._sure(set(base.organisation_ids) - left_out, "except")

    def _with(self, base: Resolution, addition: Resolution) -> Resolution:
        if base.sure and addition.sure and set(addition.organisation_ids) <= set(base.organisation_ids):
            return base
        return self._ask("partly_unknown", (*_offer("base", base), *_offer("known", addition)))

    def _only(self, base: Resolution, part: Resolution) -> Resolution:
        if base.sure and part.sure and set(part.organisation_ids) <= set(base.organisation_ids):
            return part
        if base.sure and part.sure and set(base.organisation_ids) <= set(part.organisation_ids):
            return base  # «СОШ № 4 (ШНОР)»: an explanation
        reason = part.reason if not part.sure else base.reason if not base.sure else "ambiguous"
        return self._ask(reason, (*_offer("known", part), *_offer("base", base)))

    def _conclude(self, reading: Reading, text: str) -> Resolution:
        known = [("known", reading.ids)] if reading.ids else []
        if not reading.parts and not reading.unknown:
            return self._nothing_named(reading, text)
        if reading.negated or reading.context:
            return self._ask("clause" if reading.negated else "context", [("base", reading.ids)])
        doubts = [part for part in reading.parts if part.doubt]
        if doubts:
            guesses = [guess for part in doubts for guess in part.guess]
            return self._ask(doubts[0].doubt, [*known, *(guesses or look_alikes(self._index, text))])
        if reading.unknown:
            offered = look_alikes(self._index, " ".join(reading.unknown))
            return self._ask("partly_unknown" if reading.parts else "unknown", [*known, *offered])
        return self._settled(reading, text)

    def _nothing_named(self, reading: Reading, text: str) -> Resolution:
        if reading.context or reading.negated:
            return self._ask("context", everyone(self._index))
        if reading.persons:
            return self._ask("person", heads(self._index, text))
        if reading.everyone:
            return self._ask("everyone", everyone(self._index))
        return self._ask("empty")

    def _settled(self, reading: Reading, text: str) -> Resolution:
        """Every word is explained; what may still be wrong is asked."""
        grouped = frozenset[int]().union(*(part.ids for part in reading.parts if part.is_group))
        single = frozenset[int]().union(*(part.ids for part in reading.parts if not part.is_group))
        if single & grouped:  # «директора школ, гимназия № 4»: all of them, or the one?
            return self._ask("ambiguous", [("known", single), ("base", reading.ids)])
        if reading.loose_persons:  # «директорам школ (Иванова И.И.)»: theirs only?
            return self._ask("person", [*heads(self._index, text), ("base", reading.ids)])
        if reading.glued:
            return self._ask("ambiguous", [*(("known", part.ids) for part in reading.parts), ("base", reading.ids)])
        schools = self._index.of_kinds({OrganisationKind.SCHOOL})
        if {part.how for part in reading.parts} == {"сош"} and reading.ids != schools:
            return self._ask("ambiguous", [("group", reading.ids), ("schools", schools)])
        hows = {"group" if part.is_group else part.how for part in reading.parts}
        reason = "misspelt" if reading.mended else hows.pop() if len(hows) == 1 else "mixed"
        return self._themed(reading, reason)

    def _themed(self, reading: Reading, reason: str) -> Resolution:
        """«ОО» in a question about schools are the schools; in one about kindergartens it is asked."""
        kind, code = _THEMES.get(self._theme, (None, ""))
        broad = frozenset[int]().union(*(part.ids for part in reading.parts if part.how == "all"))
        narrow = frozenset(one for one in broad if self._index.by_id[one].kind is kind)
        if not narrow or narrow == broad:
            return self._sure(reading.ids, reason)
        others = frozenset[int]().union(*(part.ids for part in reading.parts if part.how != "all"))
        if kind is OrganisationKind.SCHOOL:
            return self._sure(narrow | others, reason)
        return self._ask("theme", [(code, narrow | others), ("all", reading.ids)])

    def _sure(self, ids: Iterable[int], reason: str) -> Resolution:
        ordered = self._registry.in_order(ids)
        if not ordered and reason != "nobody":
            return self._ask("no_such")
        return Resolution(ordered, sure=True, reason=reason, is_authority=self._registry.authority_id in ordered)

    def _ask(self, reason: str, options: Iterable[tuple[str, Iterable[int]]] = ()) -> Resolution:
        offered: dict[tuple[int, ...], Option] = {}
        for code, ids in options:
            ordered = self._registry.in_order(ids)
            if ordered:
                offered.setdefault(ordered, Option(code, ordered))
        return Resolution((), sure=False, reason=reason, options=tuple(offered.values()))

    def only_named(self, meant: Resolution, named: Sequence[str]) -> Resolution:
        """An item that lists organisations or municipalities: only those, as far as the phrase can mean them."""
        allowed = set(meant.organisation_ids) | {one for option in meant.options for one in option.organisation_ids}
        found: set[int] = set()
        lost = False
        for name in named:
            ids = self._one_named(name, allowed)
            found |= ids
            lost = lost or not ids
        settled = meant.sure or meant.reason in {"context", "clause", "everyone", "theme"}
        if found and settled and not lost:
            return self._sure(found, "named")
        return self._ask(
            "partly_unknown",
            [("named", found), *_offer("base", meant), *((o.code, o.organisation_ids) for o in meant.options)],
        )

    def _one_named(self, name: str, allowed: set[int]) -> set[int]:
        """A listed school is reached itself, or through its authority when authorities are addressed."""
        words = set(sequence(name))
        place = {one for one in allowed if (own := self._index.by_id[one].municipality) and own <= words}
        if len(place) == 1 and not self.phrase(name).sure:
            return place
        ids = set(self.phrase(name).organisation_ids) if self.phrase(name).sure else set()
        if ids <= allowed:
            return ids
        parents = {self._index.by_id[one].parent_id for one in ids}
        return {one for one in parents if one is not None and one in allowed} if parents <= allowed else set()


def _is_persons(text: str) -> bool:
    return all(token.text == PERSON or token.text in SEPARATORS or token.stem in POSTS for token in tokens(text))


def _offer(code: str, resolution: Resolution) -> list[tuple[str, Iterable[int]]]:
    return [(code, resolution.organisation_ids)]
