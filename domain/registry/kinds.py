"""What an organisation is, from the «Тип» of a table or, without it, from its name."""

import re
from collections.abc import Sequence

from domain.organisations import OrganisationKind
from domain.registry.names import name_key, search_key

# The first rule that finds its words wins, so the narrower stands above: a school of arts is no school,
# the methodical centre of an education department is no authority.
_BODY = r"\b(?:управлени|отдел|комитет|департамент|министерств)\w*"
_RULES: tuple[tuple[OrganisationKind, str], ...] = (
    (
        OrganisationKind.OTHER,
        r"бухгалтери|хозяйственн|эксплуатационн|\bкдн|по делам несовершеннолетних|колледж|техникум|училищ|университет"
        r"|детский дом|психолого|\bцппм|\bппмс",
    ),
    (
        OrganisationKind.SCHOOL,
        r"^\w{1,4}оу (?!до |дод |дпо )(?!.*(?:школа искусств|(?:музыкальн|художественн|спортивн)\w* школ))"
        r".*(?:\bсош\b|\bоош\b|\bнош\b|школ|гимнази|лице)",
    ),
    (OrganisationKind.KINDERGARTEN, r"^\w{1,4}доу\b"),
    (
        OrganisationKind.METHODICAL,
        r"методическ|методкабинет|\bимц\b|\bимк\b|\bнмц\b|\bцро\b|\bдпо\b|профессиональн\w* образовани"
        r"|(?:институт|центр) развития образования|ресурсный центр|повышени\w* квалификации|\b\w{0,3}иро\b",
    ),
    (
        OrganisationKind.AUTHORITY,
        rf"{_BODY} (?:[а-я]+ ){{0,5}}(?:образовани|просвещени)(?:я|ю|ем|е)?\b|орган\w* управления образовани"
        r"|\b(?:роо|руо|горо|гороо|районо|гороно)\b",
    ),
    (OrganisationKind.OTHER, rf"{_BODY}|администраци"),
    (
        OrganisationKind.SUPPLEMENTARY,
        r"дополнительн\w* образовани|искусств|спорт|музыкальн|художественн|\bдюсш\b|\bсшор\b|\bдши\b|\bдмш\b"
        r"|\bдхш\b|\bддт\b|\bцдт\b|\bцвр\b|\bсют\b|\bсюн\b|\bэбц\b|\bдюц\b|\bдод\b|\bдо\b|\bцдо\b|творчества"
        r"|станция юн|эколого|внешкольн|пионер|кванториум|техников|натуралистов",
    ),
    (OrganisationKind.SCHOOL, r"начальная школа детский сад|\bншдс\b"),
    (
        OrganisationKind.KINDERGARTEN,
        r"детск\w* сад|дошкольн|доу\b|доо\b|\bцрр\b|центр развития ребенка|\bд с\b|детсад|\bясли",
    ),
    (
        OrganisationKind.SCHOOL,
        r"школ|\bсош\b|\bоош\b|\bнош\b|\bосош\b|\bвсош\b|\bо с ош\b|гимнази|лице|интернат|общеобразовательн"
        r"|кадетск|центр образования|\b[мгчно][бка]?оу\b|\bоу\b",
    ),
)


#: Lines of a list that head a part of it or sum it up.
_HEADINGS = frozenset(
    {
        "школы", "детские сады", "общеобразовательные организации", "общеобразовательные учреждения",
        "образовательные организации", "образовательные учреждения", "дошкольные образовательные организации",
        "дошкольные образовательные учреждения", "дошкольные организации", "дошкольные учреждения",
        "учреждения дополнительного образования", "организации дополнительного образования",
        "дополнительное образование", "городские школы", "сельские школы", "итого", "всего", "гимназии", "лицеи",
    }
)  # fmt: skip
_LIST = re.compile(r"^(?:список|перечень|реестр|приложение|сведения о|информация об?)\b|^(?:итого|всего)\b")


def is_heading(row: Sequence[str], name: str) -> bool:
    """Whether a row of a list is a title over a part of it, or its sum: its cells say nothing else."""
    said = {cell for cell in row if cell and not cell.isdecimal()}
    key = search_key(name) if name else search_key(" ".join(said))
    return len(said) <= 1 and (key in _HEADINGS or _LIST.match(key) is not None)


_VAGUE = re.compile(r"орган\w* (?:местного само)?управления")


def infer_kind(name: str, kind_name: str = "") -> OrganisationKind:
    """The kind told by the table's «Тип», else by the name; `OTHER` when neither tells.

    «Орган управления» alone says little: the treasury is one too, so the name must speak of education.
    """
    told = _by_words(search_key(kind_name))
    if told is None or _VAGUE.fullmatch(search_key(kind_name)):
        return _by_words(name_key(name)) or OrganisationKind.OTHER
    return told


def _by_words(key: str) -> OrganisationKind | None:
    return next((kind for kind, words in _RULES if re.search(words, key)), None)
