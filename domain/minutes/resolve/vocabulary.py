"""The words by which documents call organisations. Tables only, kept as stems.

A pattern is a sequence of words; «a|b» is a choice, «?a» may be absent.
"""

from dataclasses import dataclass

from domain.minutes.resolve.words import stem
from domain.organisations import OrganisationKind as Kind

Pattern = tuple[tuple[frozenset[str], bool], ...]  # the words that fit, and whether they may be absent


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


def _pattern(phrase: str) -> Pattern:
    words = ((word.removeprefix("?").split("|"), word.startswith("?")) for word in phrase.split())
    return tuple((frozenset(stem(choice) for choice in choices), absent) for choices, absent in words)


@dataclass(frozen=True, slots=True)
class Called:
    """A way of speaking about organisations of one sort."""

    code: str
    kinds: frozenset[Kind]
    patterns: tuple[Pattern, ...]


def _called(code: str, *kinds: Kind, by: tuple[str, ...]) -> Called:
    return Called(code, frozenset(kinds), tuple(_pattern(phrase) for phrase in by))


_BODY = "организация|учреждение"
EDUCATIONAL = frozenset({Kind.SCHOOL, Kind.KINDERGARTEN, Kind.SUPPLEMENTARY})

# Types of one institution: the abbreviation and the same in words.
TYPES = (
    _called("ншдс", Kind.SCHOOL, by=("ншдс", "начальная школа детский сад")),
    _called("сош", Kind.SCHOOL, by=("сош", "средняя ?общеобразовательная школа")),
    _called("оош", Kind.SCHOOL, by=("оош", "основная ?общеобразовательная школа")),
    _called("нош", Kind.SCHOOL, by=("нош", "начальная ?общеобразовательная школа")),
    _called(
        "вечерняя", Kind.SCHOOL,
        by=("осош", "о с ош", "всош", "вечерняя|открытая|сменная ?сменная ?общеобразовательная школа"),
    ),
    _called("интернат", Kind.SCHOOL, by=("школа интернат",)),
    _called("гимназия", Kind.SCHOOL, by=("гимназия",)),
    _called("прогимназия", Kind.SCHOOL, by=("прогимназия",)),
    _called("лицей", Kind.SCHOOL, by=("лицей",)),
    _called("школа искусств", Kind.SUPPLEMENTARY, by=("дши", "?детская школа искусств")),
    _called("музыкальная", Kind.SUPPLEMENTARY, by=("дмш", "?детская музыкальная школа")),
    _called("художественная", Kind.SUPPLEMENTARY, by=("дхш", "?детская художественная школа")),
    _called("спортивная", Kind.SUPPLEMENTARY, by=("дюсш", "сшор", "спортшкола", "?детско ?юношеская спортивная школа")),
    _called("школа", Kind.SCHOOL, by=("?общеобразовательная школа",)),
    _called(
        "детский сад", Kind.KINDERGARTEN,
        by=("детский сад", "црр ?детский ?сад", "центр развития ребенка ?детский ?сад"),
    ),
    _called("доу", Kind.KINDERGARTEN, by=("доу", "доо")),
)  # fmt: skip
# «школа № 6» may be any of these; a gymnasium or a lyceum is never called simply a school.
PLAIN_SCHOOLS = frozenset({"школа", "сош", "оош", "нош", "ншдс", "вечерняя", "интернат"})
ANY_KINDERGARTEN = frozenset({"детский сад", "доу"})
# The only one of such a type is found without a number: «директору гимназии».
RARE_TYPES = frozenset({called.code for called in TYPES}) - PLAIN_SCHOOLS - ANY_KINDERGARTEN | {"интернат", "вечерняя"}

GROUPS = (
    _called("all", *EDUCATIONAL, by=("оо", "оу", f"образовательная {_BODY}", f"{_BODY} ?системы образования")),
    _called(
        "schools", Kind.SCHOOL,
        by=("?общеобразовательная школа", f"общеобразовательная {_BODY}",
            f"?образовательная {_BODY} общего образования"),
    ),
    _called(
        "kindergartens", Kind.KINDERGARTEN,
        by=("доу", "доо", "мдоу", "детский сад", f"дошкольная ?образовательная {_BODY}",
            f"?образовательная {_BODY} дошкольного образования"),
    ),
    _called(
        "supplementary", Kind.SUPPLEMENTARY,
        by=("удо", "удод", f"?образовательная {_BODY} дополнительного образования ?детей", f"внешкольная {_BODY}"),
    ),
    _called(
        "authorities", Kind.AUTHORITY,
        by=("моуо", "омсу", "?муниципальный орган управления ?в ?сфере образованием",
            "орган местного самоуправления ?, осуществляющий управление в сфере образования"),
    ),
)  # fmt: skip
# «дошкольных и общеобразовательных организаций»
KIND_ADJECTIVES = {stem("общеобразовательная"): Kind.SCHOOL, stem("дошкольная"): Kind.KINDERGARTEN}
BODIES = _stems("организация учреждение")
EDUCATIONAL_ADJECTIVE = stem("образовательная")

# Names of an education authority that a municipality uses one for another, and those that are somebody's own.
ALIKE_AUTHORITIES = tuple(
    _pattern(phrase)
    for phrase in ("роо", "руо", "уо", "гороо", "?районный|городской|муниципальный отдел|управление образования")
)  # fmt: skip
NAMED_AUTHORITIES = (_pattern("комитет|департамент|министерство ?по образования"),)

PLURAL = _words(
    "школ школам школами школах сады садов садам садами садах гимназий гимназиям гимназиями лицеи лицеев лицеям лицеями"
    " организаций организациям организациями учреждений учреждениям учреждениями органам органов органами"
    " интернаты интернатов интернатам"
)
EITHER_NUMBER = _words("школы гимназии организации учреждения органы")
SINGULAR_POSTS = _words(
    "директор директору директором директора руководитель руководителю руководителя руководителем заведующий заведующая"
    " заведующему заведующей заведующую заведующего начальник начальнику начальника начальником"
)
HEADS = _stems("директор руководитель заведующий начальник")
POSTS = HEADS | _stems("заместитель специалист методист инспектор консультант")
DEPUTY = stem("заместитель")
POST_ADJECTIVES = _stems("главный ведущий старший первый")

ADDRESSING = _stems(
    "рекомендовать поручить обязать предложить просить уважаемые для отв ответственные исполнители возложить на в адрес"
)
EVERY = _stems("все всем всех каждый каждая")
EACH = stem("каждая")
MUNICIPAL_ONLY = _stems("муниципальные подведомственные")
SUBORDINATE = stem("подведомственные")
PRIVATE_ONLY = _stems("частные негосударственные")
FORM_LETTERS = {stem("бюджетные"): "б", stem("казенные"): "к", stem("автономные"): "а"}
NEUTRAL = _stems("наши")
OF_EVERY_SORT = (_pattern("?всех типов ?и ?видов"), _pattern("?всех видов ?и ?типов"))
CONTEXT = _stems(
    "остальные другие прочие иные перечисленные указанные названные вышеуказанные нижеуказанные"
    " вышеперечисленные нижеперечисленные вышеназванные данные эти этих этим соответствующие отдельные"
    " некоторые ряд ряду заинтересованные следующие приложение список списку перечень или либо тех тем"
)
NEGATIONS = frozenset({"не", "без"})

PLACE_MARKS = _stems("г с п д ст х пос дер город село поселок деревня станица хутор")
AREAS = _stems("район округ город муниципалитет область край республика поселение")
AREA_ADJECTIVES = _stems("муниципальный городской")
# Words of a clause that say nothing by themselves: «на базе которых организован», «имеющих собственные».
CLAUSE_FILLERS = _stems(
    "осуществляющих осуществляется осуществляют осуществляет имеющих имеет имеют имеются есть организующих"
    " организован организованы организованно реализующих реализуется участвующих являющихся является являются"
    " работающих работает работают функционирующих функционирует функционируют открыт открыты создан созданы"
    " созданный расположенных расположены вошедших входящих включенных включены действующих действует действуют"
    " получивших на в во с со из у по к и который которых где базе собственные свой свою своя своих обучающихся"
    " учащихся детей дети школьников воспитанников образовательных организаций учреждений школ статус числа"
    " группы группу категории перечня проекте проекта центр центра центров центры пришкольные школьные"
    " местности размещены размещается дневным пребыванием"
)
PREPOSITIONS = frozenset({"в", "во", "на", "с", "со", "и", "по", "для", "при", "о", "об", "у", "к", "из", "их"})


def match(patterns: tuple[Pattern, ...], words: tuple[str, ...], start: int) -> int:
    """How many of `words` from `start` the longest fitting pattern takes; 0 when none fits."""
    return max((_take(pattern, words, start) for pattern in patterns), default=0)


def _take(pattern: Pattern, words: tuple[str, ...], start: int) -> int:
    place = start
    for choices, may_be_absent in pattern:
        if place < len(words) and words[place] in choices:
            place += 1
        elif not may_be_absent:
            return 0
    return place - start


def known_words() -> frozenset[str]:
    """Every stem of the tables: what a misspelt word of a phrase may have meant."""
    called = (pattern for way in (*TYPES, *GROUPS) for pattern in way.patterns)
    patterns = (*called, *ALIKE_AUTHORITIES, *NAMED_AUTHORITIES)
    plain = (
        POSTS,
        POST_ADJECTIVES,
        ADDRESSING,
        EVERY,
        MUNICIPAL_ONLY,
        frozenset(FORM_LETTERS),
        PRIVATE_ONLY,
        CONTEXT,
        AREAS,
        AREA_ADJECTIVES,
        CLAUSE_FILLERS,
    )
    return frozenset().union(*plain, *(choices for pattern in patterns for choices, _ in pattern))
