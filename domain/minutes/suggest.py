"""The suggested control form and what to send, with the code of the reason. Source: design, table of «Deadlines».

The leading verb and its own object decide; the first rule that fits wins, the most specific stand first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.minutes.grammar import is_lasting
from domain.minutes.model import ControlForm, Deadline, DeadlineKind, Requirement, Suggestion
from domain.minutes.words import first_infinitive

_N, _R, _L, _F, _A = Requirement.NUMBER, Requirement.REFERENCE, Requirement.LINK, Requirement.FILE, Requirement.ANSWER

_LIGHT = (
    r"(?:(?:организовать|организовывать|организация|обеспечить|обеспечивать|обеспечение|провести|"
    r"проводить|проведение|продолжить|осуществлять|осуществить|"
    r"осуществление|активизировать|принять\s+меры\s+(?:к|по))\s+(?:и\s+(?:провести|"
    r"обеспечить)\s+)?(?:в\s+[^,]{3,30}?\s)?(?:(?:работу|проведение|"
    r"организацию)\s+(?:по\s+)?)?(?:[а-яё]+(?:ое|ую|ые|ий|их|ого|ой|ей)\s+){0,2})?"
)
_IF_NEEDED = re.compile(
    r"\b(?:при|по|в\s+случае)\s+(?:необходимости|потребности|надобности)\b|\bпо\s+потребности\b", re.IGNORECASE
)
_NOTE = re.compile(r"к\s+сведению|к\s+руководству", re.IGNORECASE)
_RECOMMEND = re.compile(r"^(?:настоятельно\s+)?рекоменд(?:овать|уется|овано|ую|уем)", re.IGNORECASE)
_CONTROL = re.compile(r"^(?:общий\s+)?контроль\b|^возложить\s+контроль|^ответственность\b.*\bвозложить", re.IGNORECASE)
_APPROVED = re.compile(
    r"^(?:утвердить|утверждени|одобрить|согласовать|положени|состав|признать|считать|создать)", re.IGNORECASE
)
_AUDIENCE = re.compile(
    r"^(?:организ|провед|провест|обуч)\w*\b.*\b(?:мероприяти|обучени|семинар|сопровожд|консультац|"
    r"вебинар|курс)\w*\b.*?\b(?P<who>руководител|директор|заведующ)(?:ей|ям|ов|ам|их|им)\b",
    re.IGNORECASE | re.DOTALL,
)
_AUTHORITY = re.compile(
    r"\b(?:отдел|управлени|комитет|департамент|министерств|РОО|РУО|УО|центр|ИМЦ|ЦРО|институт|методкабинет)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"^(?:пройти|завершить|получить)\s+(?:[а-яё]+\s+){0,3}?(?:повышени\w+\s+квалификации|переподготовк|курс|"
    r"обучени)|^(?:обеспечить|создать)\s+условия\s+для\s+(?:приобретени|"
    r"получени)\w*\b.*\bквалификаци",
    re.IGNORECASE | re.DOTALL,
)
_TRAIN = re.compile(
    rf"^{_LIGHT}(?:повышени\w+\s+квалификации|обучени[ея]\s+(?!детей|ребенк|на\s+дому|обучающ)|"
    r"обучить|курсов\w+\s+(?:подготовк|переподготовк)|переподготовк|целевое\s+повышение)|"
    r"^(?:направить|пройти)\b.{0,60}\b(?:курсы|обучение|переподготовку|стажировк)|"
    r"^реализовать\s+(?:\w+\s+){0,2}программ\w*\s+повышения\s+квалификации",
    re.IGNORECASE,
)
_APPLY = re.compile(
    r"^(?:с?формировать|сформировани|формировани|подать|направить|подготовить|представить|"
    r"составить)\w*\s+(?:\w+\s+)?заявк",
    re.IGNORECASE,
)
_CORRECT = re.compile(
    rf"^{_LIGHT}(?:(?:с|от)?корректир\w+|внес(?:ти|ение)\s+(?:\w+\s+)?(?:изменени|корректив|"
    rf"дополнени|правк)\w*|актуализ\w+|пересмотр\w+)(?P<object>.{{0,120}})",
    re.IGNORECASE | re.DOTALL,
)
_DOCUMENT = re.compile(
    r"комплекс\w*\s+мер|план|программ|положени|локальн|содержани|дорожн|порядок|приказ|паспорт|"
    r"схем|устав|регламент|график",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"^(?:рассмотр\w+|обсу(?:дить|ждение)|заслуша\w+|вынести|проанализировать)\b.*\b(?:заседани|"
    r"совещани|ШМО|РМО|ММО|ОМО|педсовет|педагогическ\w+\s+совет|методическ\w+\s+(?:объединени|"
    r"совет)|родительск\w+\s+собрани)",
    re.IGNORECASE | re.DOTALL,
)
_PUBLISH = re.compile(
    r"^(?:размест|размещ|опубликова|публик|выложить|осветить|освещ)\w*|^(?:обновить|"
    r"создать)\b.{0,80}\bсайт|^\w+\b.{0,60}\bпубличн\w+\s+(?:отч[её]т|доклад)",
    re.IGNORECASE,
)
_GUIDE = re.compile(
    rf"^{_LIGHT}(?:разработ|подготов|состав)\w*\s+(?:[а-яё]+(?:ие|ых|ые|"
    r"ий)\s+)*(?:методическ\w+\s+)?(?:рекомендаци|пособи|памят|сборник|материал)",
    re.IGNORECASE,
)
_ACT = re.compile(
    rf"^{_LIGHT}(?:разработ(?:ать|к\w+)|утвердить|издать|принять\s+(?:локальн|приказ)|назначить|"
    r"создать\s+(?:комисси|рабоч|приказ|совет|штаб)|"
    r"(?:подготовить|составить|оформить|согласовать)\s+(?:\w+\s+){0,2}(?:приказ|проект|положени|"
    r"план|график|программ|договор|соглашени)|заключить\s+(?:договор|соглашени|контракт))",
    re.IGNORECASE,
)
_LIST = re.compile(r"заявк|списк|список|переч|реестр|таблиц", re.IGNORECASE)
_PROGRAMME = re.compile(
    rf"^{_LIGHT}(?:реализ\w+\s+(?:[а-яё]+\s+){{0,2}}программ|(?:формировани\w+|создани\w+|"
    rf"сформировать)\s+(?:\w+\s+){{0,2}}(?:кадров\w+\s+)?резерв|кадров\w+\s+резерв|"
    r"(?:оказ\w+\s+)?адресн\w+\s+(?:методическ\w+\s+)?(?:поддержк|помощ))",
    re.IGNORECASE,
)
_INFORM = re.compile(
    rf"^{_LIGHT}(?:информационн\w+(?:-\w+)?\s+(?:работ|кампани|освещени)|"
    rf"информирова\w+\b.{{0,80}}\b(?:сайт|СМИ|средств))|^(?:организовать|провести|вести|"
    r"обеспечить)\s+(?:информационн|разъяснительн)\w+(?:-\w+)?\s+(?:работ|"
    rf"кампани)\w*.{{0,60}}\b(?:сайт|СМИ|средств)",
    re.IGNORECASE,
)
_CHANCE = re.compile(r"^предоставить\s+возможность\b|^обеспечить\s+(?:участие|охват|прохождение)", re.IGNORECASE)
_SUPPORT = re.compile(
    r"^(?:обеспечить|осуществлять|"
    r"организовать)\s+(?:[а-яё]+(?:-[а-яё]+)?\s+(?:и\s+)?){0,3}сопровождени",
    re.IGNORECASE,
)
_REPORTS_BACK = re.compile(
    r"\b(?:доложить|сообщить|представить|предоставить|проинформировать|направить|отчитаться)\b", re.IGNORECASE
)
_SENDING = (
    r"\b(?:представить|предоставить|направить|сдать|прислать|выслать|передать|подготовить|составить|оформить|"
    r"заполнить|приложить)\b"
)
#: What an item asks to send, the most telling first.
_THINGS = tuple(
    (re.compile(named, re.IGNORECASE), wanted)
    for named, wanted in (
        (r"\bфото(?:отч[её]т|граф|материал)\w*|\bвидео(?:отч[её]т|ролик)\w*", (_F,)),
        (
            r"\bкопи[июя]\w*\s+(?:[а-яё]+\s+){0,2}(?:приказ|распоряжени|протокол|положени|акт|договор|решени)\w*",
            (_R, _F),
        ),
        (r"\b(?:размест|опублик|выложить|ссылк)\w*", (_L,)),
        (rf"(?:\bсообщить|{_SENDING})[^.;]{{0,60}}\b(?:количеств|численност|числ[оае]\s|процент|охват)\w*", (_N,)),
        (
            r"\b(?:издать|утвердить)\s+(?:[а-яё]+\s+){0,2}приказ\w*|\bназначить\s+(?:приказом\s+)?(?:[а-яё]+\s+)?ответственн\w+",
            (_R,),
        ),
        (
            rf"{_SENDING}[^.;]{{0,60}}\b(?:отч[её]т|спис[ок]|план|график|акт|справк|заявк|анкет|реестр|свод|смет|паспорт|материал|документ|"
            r"таблиц|форм[уы]|записк|протокол|договор|ходатайств|характеристик|карт|расписани|табел|программ)\w*",
            (_F,),
        ),
    )
)
_VAGUE = re.compile(
    r"^(?:продолжить\s+)?(?:совершенствова|активизир|повы[сш]|усил|принять\s+(?:\w+\s+)?меры|"
    r"обеспечить\s+(?:объективност|эффективн|контроль|соблюдени|качеств|безопасн)|продолжить|"
    r"развива|развити|способствовать|"
    r"не\s+допус|уделить|обратить|держать|взять\s+на\s+контроль|содействовать|улучш|укреп|"
    r"применять|осуществлять)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules look at."""

    lead: str  # from the leading verb on
    text: str
    deadline: Deadline
    parties: Sequence[str]
    forgotten: bool = False

    @property
    def dated(self) -> bool:
        if self.deadline.kind is DeadlineKind.RELATIVE:
            return bool(self.deadline.dates or self.deadline.doubt)
        if self.forgotten:
            return _VAGUE.match(self.lead) is None
        return self.deadline.kind not in {DeadlineKind.ONGOING, DeadlineKind.NONE, DeadlineKind.RECURRING}


def suggest(
    text: str,
    deadline: Deadline,
    parties: Sequence[str] = (),
    after_party: str | None = None,
    others_timed: bool = False,
    recommended: bool = False,
) -> Suggestion:
    """Suggested form and requirement of an item.

    `after_party` is the text without the addressee that opens it; `others_timed` means that its neighbours have a
    «Срок:» and this one none, `recommended` that the heading above only recommends.
    Repeating deadlines become periodic. Doubts: date_missing (a report without any date), date_one_off (a one-off
    result under «постоянно»), date_neighbour (no date where the others have one).
    """
    body = (text if after_party is None else after_party).strip(" ,:–—-")
    forgotten = others_timed and deadline.kind is DeadlineKind.NONE
    facts = _Facts(_lead(body), text, deadline, parties, forgotten)
    advice = Suggestion(ControlForm.INFORMATION, reason="recommendation") if recommended else None
    found = advice or _closed(facts) or _open(facts)
    if deadline.kind is DeadlineKind.RECURRING and found.form in {
        ControlForm.REPORT,
        ControlForm.YEARLY,
        ControlForm.WORK,
    }:
        wanted = found.requirement or (_A,)
        found = Suggestion(ControlForm.PERIODIC, wanted, reason="recurring")
    if forgotten and found.form is ControlForm.REPORT and lasts(body):
        found = Suggestion(ControlForm.WORK, reason="no_date")
    if found.form is ControlForm.REPORT and not deadline.dates and not deadline.doubt:
        doubt = "date_neighbour" if forgotten else "date_missing"
        doubt = "date_one_off" if deadline.kind is DeadlineKind.ONGOING else doubt
        found = Suggestion(found.form, found.requirement, reason=found.reason, doubt=doubt)
    if _IF_NEEDED.search(text):
        found = Suggestion(found.form, found.requirement, True, found.reason, found.doubt)
    return found


def lasts(text: str) -> bool:
    """Whether an item orders what is done again and again («проверять», «не допускать»): no day can be asked for."""
    verb = first_infinitive(text)
    return verb is not None and is_lasting(verb.group())


def _lead(body: str) -> str:
    """The text from its leading verb; a verbal noun («Проведение …») leads as it stands."""
    verb = first_infinitive(body)
    if (
        verb
        and len(body[: verb.start()].split()) <= 8
        and not re.match(r"[А-ЯЁа-яё]+(?:ение|ание|ация|овка|отка|ие)\b", body)
    ):
        body = body[verb.start() :]
    body = re.sub(_IF_NEEDED, " ", body)
    return re.sub(r"\s+", " ", body).strip()


def _closed(facts: _Facts) -> Suggestion | None:
    """Items nobody reports on: taken note of, recommended, approved here, control, an audience."""
    if _NOTE.search(facts.text):
        return Suggestion(ControlForm.INFORMATION, reason="note")
    if _RECOMMEND.match(facts.text) and not (facts.deadline.dates and _REPORTS_BACK.search(facts.text)):
        return Suggestion(ControlForm.INFORMATION, reason="recommendation")
    if _CONTROL.match(facts.text):
        return Suggestion(ControlForm.WORK, reason="control")
    if _APPROVED.match(facts.lead) and not facts.parties and (facts.forgotten or not facts.dated):
        return Suggestion(ControlForm.INFORMATION, reason="approved")
    if _is_audience(facts):
        return Suggestion(ControlForm.INFORMATION, (_R, _N), reason="audience")
    return None


def _is_audience(facts: _Facts) -> bool:
    """«обучающие мероприятия для руководителей ДОО» given to the department and to those very heads."""
    found = _AUDIENCE.match(facts.text)
    if not found:
        return False
    who = found.group("who").lower()
    heads = [party for party in facts.parties if who in party.lower()]
    return bool(heads) and any(_AUTHORITY.search(party) for party in facts.parties if party not in heads)


def _open(facts: _Facts) -> Suggestion:
    lead, dated = facts.lead, facts.dated
    by_date = ControlForm.REPORT if dated else ControlForm.YEARLY
    if _PERSONAL.match(lead):
        return Suggestion(by_date, (_R,), reason="own_training")
    if _TRAIN.match(lead):
        return Suggestion(by_date, (_N,), reason="training")
    if _APPLY.match(lead):
        return Suggestion(ControlForm.REPORT, (_F,), reason="application")
    if (found := _CORRECT.match(lead)) and dated:
        wanted = (_F, _R) if _DOCUMENT.search(found.group("object")) else (_A,)
        wanted = (_L,) if re.match(r"\s+в\s+содержани", found.group("object")) else wanted
        return Suggestion(ControlForm.REPORT, wanted, reason="correction")
    if _REVIEW.match(lead):
        return Suggestion(by_date, (_R,), reason="review")
    if _PUBLISH.match(lead):
        lasting = facts.deadline.kind is DeadlineKind.ONGOING
        return Suggestion(ControlForm.YEARLY if lasting else ControlForm.REPORT, (_L,), reason="publication")
    if _GUIDE.match(lead):
        return Suggestion(ControlForm.REPORT, (_F, _L), reason="creation")
    if _ACT.match(lead):
        return Suggestion(ControlForm.REPORT, (_F,) if _LIST.search(lead[:60]) else (_R,), reason="creation")
    return _measured(facts, by_date)


def _sent(text: str) -> tuple[Requirement, ...]:
    """What shows that a dated item is done, by the first thing it names; any answer where it names none."""
    return next((wanted for named, wanted in _THINGS if named.search(text)), (_A,))


def _measured(facts: _Facts, by_date: ControlForm) -> Suggestion:
    lead = facts.lead
    if _PROGRAMME.match(lead):
        return Suggestion(by_date, (_N,), reason="programme")
    if _INFORM.match(lead):
        return Suggestion(by_date, (_L,), reason="information_work")
    if facts.dated:
        wanted = (_N,) if _CHANCE.match(lead) else (_L,) if _SUPPORT.match(lead) else _sent(facts.text)
        return Suggestion(ControlForm.REPORT, wanted, reason="dated")
    return Suggestion(ControlForm.WORK, reason="vague" if _VAGUE.match(lead) else "no_date")
