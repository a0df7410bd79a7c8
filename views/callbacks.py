"""Every button's data: a prefix, ids and the version the person saw. Never names, rights or texts.

A retired class stays here, so that buttons of old messages keep working.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

#: A number of days somebody may wait for.
Days = Annotated[int, Field(ge=0, le=366)]
#: A school year by the calendar year it starts in.
Year = Annotated[int, Field(ge=2000, le=2199)]
#: The same, or 0 for the present one.
YearOrPresent = Annotated[int, Field(ge=0, le=2199)]

# --- executing: a director's cards -------------------------------------------------------------------------------


class Acknowledge(CallbackData, prefix="ack"):
    """«Ознакомлен(а)» with a protocol of one organisation."""

    minutes: int
    organisation: int


class OpenShare(CallbackData, prefix="sh"):
    """A protocol's message for one organisation, anew."""

    minutes: int
    organisation: int


class FullText(CallbackData, prefix="full"):
    """«Полный текст» of a protocol for one organisation."""

    minutes: int
    organisation: int


class OpenAssignment(CallbackData, prefix="a"):
    """An item's card."""

    id: int


class StartReport(CallbackData, prefix="rep"):
    """«Исполнено»: begin to collect a report."""

    id: int
    version: int


class NotNeeded(CallbackData, prefix="nn"):
    """«Не потребовалось» as the whole answer."""

    id: int
    version: int


class HandIn(CallbackData, prefix="hand"):
    """«Отправить отчёт»."""

    report: int


class DropReport(CallbackData, prefix="drop"):
    """«Отмена» of a report that is being collected."""

    report: int


class Contributions(CallbackData, prefix="ctr"):
    """«Дополнили (N)»: what the others have sent to the item of the one responsible."""

    id: int


class Withdraw(CallbackData, prefix="wdr"):
    """«Отозвать и исправить»."""

    id: int
    version: int


class LooseTo(CallbackData, prefix="lt"):
    """An item for messages sent without a button; `first` of them names the question."""

    first: int
    id: int


class LooseOther(CallbackData, prefix="lo"):
    """«Другой»: all open items for these messages, a page."""

    first: int
    page: int = 0


class LooseDrop(CallbackData, prefix="ld"):
    """«Это не отчёт»."""

    first: int


class Tick(CallbackData, prefix="tick"):
    """«Несколько пунктов сразу»: the items ticked for a report being collected, ids in base 36."""

    report: int
    ticked: str = ""
    done: bool = False


class HandInSeveral(CallbackData, prefix="hands"):
    """«Отправить отчёт» for several items."""

    report: int
    ticked: str


class DueCalendar(CallbackData, prefix="dcal"):
    """«Календарь» of a director: due dates by month; `file`: as a file for the telephone's calendar."""

    file: bool = False


class YearForm(CallbackData, prefix="yf"):
    """The year form of an organisation, or one line of it to answer; -1: the first without an answer."""

    organisation: int
    year: Year
    place: int = -1


class YearLater(CallbackData, prefix="yl"):
    """«Позже»."""

    organisation: int
    year: Year


class YearNotNeeded(CallbackData, prefix="ynn"):
    """«Не потребовалось» for one line of the year form."""

    id: int


class YearSend(CallbackData, prefix="ys"):
    """«Отправить итог»."""

    organisation: int
    year: Year


class June(CallbackData, prefix="june"):
    """The June question: "" the list, "one" by one (`only`: its place), "ask", "cancel", "keep", "agenda"."""

    what: str = ""
    only: int = 0


class YearTotals(CallbackData, prefix="yt"):
    """Totals of the year forms of a school year; 0: the latest."""

    year: YearOrPresent = 0


class YearRemind(CallbackData, prefix="yr"):
    """«Напомнить» to those who have not handed in the year form; `sure` after the question."""

    year: Year
    sure: bool = False


class YearSheet(CallbackData, prefix="yx"):
    """The year forms as a table."""

    year: Year


class Tasks(CallbackData, prefix="tasks"):
    """«Мои пункты», a page."""

    page: int = 0


class Original(CallbackData, prefix="orig"):
    """«Протокол целиком»."""

    minutes: int


# --- controlling: an official's cards ----------------------------------------------------------------------------


class Review(CallbackData, prefix="rv"):
    """Reports waiting for a judgement; `after` is the last one shown."""

    after: int = 0


class ReviewItem(CallbackData, prefix="rvi"):
    """Reports of one item that wait for a judgement, one after another."""

    decision: int


class OpenReport(CallbackData, prefix="r"):
    """A report's card."""

    id: int


class Accept(CallbackData, prefix="acc"):
    """«Принять»."""

    report: int


class AcceptAll(CallbackData, prefix="acca"):
    """«Принять все (N)» of one item; with `last`, the newest report shown, after the question."""

    decision: int
    last: int = 0


class Resume(CallbackData, prefix="res"):
    """«Возобновить контроль»: choose the reason; `days` working days for the new report."""

    id: int
    days: Days = 3


class ResumeReason(CallbackData, prefix="resr"):
    """A ready reason by its number; 0 is typed."""

    id: int
    reason: int
    days: Days = 3


class ReturnReasons(CallbackData, prefix="rrs"):
    """«Причины возврата» of the authority."""


class EditReasons(CallbackData, prefix="rre"):
    """Change them: "add" typed, "drop" one by its id, "restore" the ready ones."""

    do: str
    id: int = 0


class SendBack(CallbackData, prefix="back"):
    """«Вернуть»: choose a reason; `days` working days for the rework."""

    report: int
    days: Days = 3


class SendBackReason(CallbackData, prefix="bkr"):
    """A ready reason; 0 is «Другая причина», typed."""

    report: int
    reason: int
    days: Days = 3


class ReportEvidence(CallbackData, prefix="ev"):
    """«Приложения» of a report."""

    report: int


class Overdue(CallbackData, prefix="ov"):
    """The overdue list: by organisation ("o") or by minutes ("m"), one of them or all, a page."""

    by: str = "o"
    only: int = 0
    page: int = 0
    apart: bool = False  # as a message of its own: the one it stands on is kept


class RemindOverdue(CallbackData, prefix="ovr"):
    """«Напомнить не отчитавшимся»; `sure` after the confirmation."""

    by: str = "o"
    only: int = 0
    sure: bool = False
    apart: bool = False


class Remind(CallbackData, prefix="rmd"):
    """`/remind`: everybody, an organisation ("o"), protocol ("m") or group ("g"); "gs" the groups, "ms" protocols."""

    by: str = ""
    only: int = 0


class RemindDo(CallbackData, prefix="rmdo"):
    """Remind of what: "late", "owing", "unread"; `sure` after the question, `note`: a comment is typed next."""

    what: str
    by: str = ""
    only: int = 0
    sure: bool = False
    note: bool = False


class RemindNoted(CallbackData, prefix="rmdn"):
    """«Да, напомнить» with the comment that was typed."""


class Due(CallbackData, prefix="due"):
    """What is due within `days`."""

    days: Days
    page: int = 0


class Protocols(CallbackData, prefix="prs"):
    """The list of protocols, a page."""

    page: int = 0


class Protocol(CallbackData, prefix="pr"):
    """One protocol's card: how its items stand, a page."""

    id: int
    page: int = 0


class ProtocolItem(CallbackData, prefix="pri"):
    """How one item of a protocol stands, organisation by organisation."""

    decision: int
    page: int = 0


class EndRepeat(CallbackData, prefix="erp"):
    """«Завершить повтор»: what becomes of the open ones (keep, cancel), the ready reason; 0: typed, -1: not asked."""

    decision: int
    what: str = ""
    reason: int = -1


class OpenCase(CallbackData, prefix="case"):
    """One assignment as its controller sees it."""

    id: int


class Amend(CallbackData, prefix="am"):
    """«Изменить» minutes that were sent: a screen (item, dates, ones, orgs) or an Amendment, a value chosen for it."""

    id: int
    what: str
    value: str = ""


class Merge(CallbackData, prefix="mg"):
    """«Что изменилось» in a corrected version: `skip` marks the parts not to be applied; `ask` for the reason."""

    id: int
    skip: int = 0
    ask: bool = False


class MergeSure(CallbackData, prefix="mgy"):
    """Apply the parts not marked, for a ready reason; 0 is «Другая причина», typed."""

    id: int
    version: int
    skip: int
    reason: int


class Decide(CallbackData, prefix="dec"):
    """«Решите»: items late for long, a page; `apart`: as a message of its own."""

    page: int = 0
    apart: bool = False


class TellHead(CallbackData, prefix="head"):
    """«Доложить руководителю»."""

    id: int
    version: int


class Heads(CallbackData, prefix="heads"):
    """Who is the head of the authority: `person` is marked or unmarked; 0 only shows."""

    person: int = 0
    is_head: bool = False


class OverdueTable(CallbackData, prefix="ovx"):
    """«Excel» of the overdue list: all of it, or of one organisation or protocol."""

    by: str = "o"
    only: int = 0


class AmendSure(CallbackData, prefix="amy"):
    """An Amendment with a ready reason, which does it; 0 is «Другая причина», typed."""

    id: int
    version: int
    what: str
    value: str = ""
    reason: int


class OrganisationCard(CallbackData, prefix="org"):
    """One organisation: its people and open items."""

    id: int


# --- an authority between those above and those below ------------------------------------------------------------


class PassDown(CallbackData, prefix="pd"):
    """«Довести до подведомственных» one item."""

    id: int


class PassAll(CallbackData, prefix="pda"):
    """«Довести всё (N)» of a protocol that an authority got."""

    minutes: int
    organisation: int


class DropPassing(CallbackData, prefix="pdx"):
    """«Не доводить»: the draft for those below goes."""

    id: int
    version: int


class Called(CallbackData, prefix="called"):
    """«Ознакомлены по телефону» with a protocol; `case`: the card it stands on, to be shown fresh."""

    minutes: int
    organisation: int
    case: int = 0


class EnterAnswer(CallbackData, prefix="en"):
    """«Внести ответ» for an organisation, or for an item of the authority itself."""

    id: int
    version: int


class EnteredDo(CallbackData, prefix="end"):
    """What to do with an answer being entered: done, none («Не потребовалось»), day, drop."""

    report: int
    what: str


class EnterList(CallbackData, prefix="enl"):
    """«Внести ответ за организацию» under the overdue list, a page of it."""

    by: str = "o"
    only: int = 0
    page: int = 0


class Letter(CallbackData, prefix="letter"):
    """«Письмо для почты»: to one organisation; 0: to all of the protocol that nobody represents."""

    minutes: int
    organisation: int = 0


class OwnItems(CallbackData, prefix="own"):
    """«Наши пункты»: all of them or of one protocol, a page; `apart`: as a message of its own."""

    only: int = 0
    page: int = 0
    apart: bool = False


class OwnItem(CallbackData, prefix="owi"):
    """One item of the authority itself."""

    id: int


class Appoint(CallbackData, prefix="app"):
    """«Назначить сотрудника»: choose whom."""

    id: int


class AppointTo(CallbackData, prefix="apt"):
    """The employee chosen."""

    id: int
    version: int
    person: int


class OwnDate(CallbackData, prefix="owd"):
    """«Срок» of an item of the authority: "" the choices, a day, "none", "type"."""

    id: int
    version: int
    day: str = ""


class ReportUp(CallbackData, prefix="up"):
    """«Отчитаться: 14 из 14»: an authority's report begins with the totals of those below."""

    id: int


# --- intake and review of a draft --------------------------------------------------------------------------------


class Draft(CallbackData, prefix="d"):
    """The draft card."""

    id: int


class DraftDo(CallbackData, prefix="dd"):
    """What to do with a draft: doubts, items, preview, confirm, delete, …"""

    id: int
    what: str
    version: int = 0


class Doubt(CallbackData, prefix="dq"):
    """An answer to a doubt: its place in the queue, the option chosen and the version seen."""

    id: int
    version: int
    place: int
    option: str


class DraftItem(CallbackData, prefix="di"):
    """The item screen."""

    id: int


class EditItem(CallbackData, prefix="de"):
    """One edit on the item screen: the field and its new value, or only the field to open its screen."""

    id: int
    version: int
    field: str
    value: str = ""


class PastedWhole(CallbackData, prefix="whole"):
    """«Это весь текст» of a long pasted protocol."""


class WhoTyped(CallbackData, prefix="who"):
    """«Да, им»: the organisations understood from typed words."""


class WhoAgain(CallbackData, prefix="who2"):
    """«Написать иначе»."""


class Publish(CallbackData, prefix="pub"):
    """«Направить N организациям» now or «Утром в 09:00»."""

    id: int
    version: int
    morning: bool = False


# --- people and set-up -------------------------------------------------------------------------------------------


class Menu(CallbackData, prefix="menu"):
    """«Меню»: what /start shows; `full`: past the first steps of a new authority."""

    full: bool = False


class Help(CallbackData, prefix="help"):
    """«Помощь» for the role of whoever asks."""


class Settings(CallbackData, prefix="set"):
    """Settings, or one of them to change: name, contact, zone, hours."""

    what: str = ""


class SetZone(CallbackData, prefix="zone"):
    """A time zone by its place in the list of services.settings.ZONES."""

    place: int


class SetHours(CallbackData, prefix="hours"):
    """Hours in which messages may sound."""

    starts: int
    ends: int


class SettingsGroup(CallbackData, prefix="stg"):
    """A group of an authority's rules: check, remind, days, year, names."""

    group: str


class SettingChoices(CallbackData, prefix="stc"):
    """The values of one rule to choose from."""

    name: str


class SetRule(CallbackData, prefix="sts"):
    """One value of a rule."""

    name: str
    code: str


class TypeYearDate(CallbackData, prefix="sty"):
    """«Другая дата» of the school year, typed next."""

    name: str


class AddDay(CallbackData, prefix="sta"):
    """«Добавить день» to the authority's calendar, typed next."""


class DropDay(CallbackData, prefix="std"):
    """A corrected day of the calendar is corrected no more: 20261104."""

    day: str


class OwnHour(CallbackData, prefix="hour"):
    """Hours of one's own digest to choose from."""


class SetOwnHour(CallbackData, prefix="hours1"):
    """The hour of one's own digest; 0: as the authority has it."""

    hour: int = 0


class OwnName(CallbackData, prefix="name"):
    """«Исправить имя»."""


class Forget(CallbackData, prefix="forget"):
    """«Стереть мои данные»; `sure` after the question."""

    sure: bool = False


class Organisations(CallbackData, prefix="orgs"):
    """A list of organisations: "" the counts, "all", "out" «Не в боте», "lost" «Не доставлено», or a kind; a page."""

    show: str = ""
    page: int = 0


class FindOrganisation(CallbackData, prefix="orgf"):
    """«Найти»: a part of the name is typed next."""


class AddOrganisations(CallbackData, prefix="orga"):
    """How to add organisations: "" both ways, "table", "names", "sample"."""

    how: str = ""


class LoadRegistry(CallbackData, prefix="load"):
    """«Загрузить» a table shown as a preview."""

    id: int


class Users(CallbackData, prefix="users"):
    """The people of the authority."""


class Groups(CallbackData, prefix="grps"):
    """`/groups`."""


class OpenGroup(CallbackData, prefix="grp"):
    """One group."""

    id: int


class NewGroup(CallbackData, prefix="grpn"):
    """A new group: of a kind, below a place (-1: choose it), everybody there, or by hand."""

    kind: str = ""
    place: int = 0
    everybody: bool = False
    by_hand: bool = False


class EditGroup(CallbackData, prefix="grpe"):
    """Change a group: "name", "add", "out" a member, "delete", "deleted"."""

    id: int
    version: int
    do: str
    member: int = 0


class GroupMembers(CallbackData, prefix="grpm"):
    """Organisations understood from typed words: «Да, они» or «Написать иначе»."""

    sure: bool = False


class InviteOfficial(CallbackData, prefix="invu"):
    """«Пригласить сотрудника»: the role, or "" to choose it."""

    role: str = ""


class InviteOrganisation(CallbackData, prefix="invo"):
    """A personal link for the director of an organisation."""

    organisation: int


class InviteAll(CallbackData, prefix="inva"):
    """The common link, or the sheet with a link for each."""

    sheet: bool = False


class RevokeInvitation(CallbackData, prefix="revoke"):
    """«Отозвать ссылку»; `earlier`: the common links made before it."""

    id: int
    earlier: bool = False


class RemoveMember(CallbackData, prefix="remove"):
    """«Отключить» somebody; `sure` after the question."""

    person: int
    organisation: int
    sure: bool = False


class JoinPlaces(CallbackData, prefix="jl"):
    """Organisations of a common link: the municipality by its place in the list (-1: none picked), a page."""

    invitation: int
    place: int = -1
    page: int = 0


class JoinPick(CallbackData, prefix="jp"):
    """An organisation picked in the list of a common link."""

    invitation: int
    organisation: int


class JoinAs(CallbackData, prefix="ja"):
    """«Да, это я» or «Я другой сотрудник»."""

    invitation: int
    organisation: int
    director: bool


class JoinAgree(CallbackData, prefix="jy"):
    """«Согласен(на)» with the version of the text that was shown."""

    invitation: int
    organisation: int
    director: bool
    consent: str


class JoinDecline(CallbackData, prefix="jn"):
    """«Не согласен(на)», or «Это не я»."""

    invitation: int


class JoinRequests(CallbackData, prefix="jrs"):
    """Requests that wait, a page."""

    page: int = 0


class OpenRequest(CallbackData, prefix="jr"):
    """One request's card."""

    id: int


class DecideRequest(CallbackData, prefix="jrd"):
    """«Подтвердить» or «Отклонить»."""

    id: int
    confirm: bool


class ConfirmRequests(CallbackData, prefix="jra"):
    """«Подтвердить всех (N)»: those up to the last one there was to see."""

    last: int


# --- deputies, absence, a new director ---------------------------------------------------------------------------

#: A day as its ordinal; 0: not chosen yet.
Ordinal = Annotated[int, Field(ge=0, le=3_652_059)]


class Deputies(CallbackData, prefix="dep"):
    """`/deputy`: the people of an organisation of the actor; 0: the first one."""

    organisation: int = 0


class InviteDeputy(CallbackData, prefix="depi"):
    """«Пригласить заместителя»; `official`: from the card of an official."""

    organisation: int
    official: bool = False


class DropDeputy(CallbackData, prefix="depx"):
    """«Отключить» a deputy; `sure` after the question."""

    organisation: int
    person: int
    sure: bool = False


class KeepDeputy(CallbackData, prefix="depk"):
    """«Оставить» a deputy of the former director."""

    organisation: int
    person: int


class SetLead(CallbackData, prefix="lead"):
    """«Кто ведёт»."""

    organisation: int
    lead: str


class AskActing(CallbackData, prefix="acta"):
    """«Я исполняю обязанности»: the last day, or the question about it."""

    organisation: int
    until: Ordinal = 0


class AppointActing(CallbackData, prefix="acts"):
    """«Назначить и. о.»: the person, then the last day."""

    organisation: int
    person: int = 0
    until: Ordinal = 0


class TypeActingDay(CallbackData, prefix="actt"):
    """«Другая дата»; without `person` the actor asks for themselves."""

    organisation: int
    person: int = 0


class StopActing(CallbackData, prefix="actx"):
    """«Завершить досрочно», «Я вернулся(ась)»."""

    organisation: int
    person: int


class HandOver(CallbackData, prefix="ho"):
    """«Передать заместителю» the whole protocol; `person` chosen of several."""

    minutes: int
    organisation: int
    person: int = 0


class TakeBack(CallbackData, prefix="hob"):
    """«Вернуть себе» a protocol."""

    minutes: int
    organisation: int


class HandOverOne(CallbackData, prefix="hos"):
    """«Передать заместителю» from a digest: which protocol."""


class History(CallbackData, prefix="hist"):
    """«Что сдано моей организацией»: a school year by its first calendar year (0: the latest), a page."""

    year: YearOrPresent = 0
    page: int = 0


class HistoryReport(CallbackData, prefix="hrep"):
    """A report of one's own organisation, with its evidence again."""

    report: int


class HistoryFiles(CallbackData, prefix="hfil"):
    """«Приложения» of such a report."""

    report: int


class HandDuties(CallbackData, prefix="duty"):
    """«Передать дела»: whose (0: one's own), to whom, and at last whether access ends too."""

    person: int = 0
    successor: int = 0
    how: str = ""  # "", "keep", "cut"


class Privacy(CallbackData, prefix="priv"):
    """What is stored about me; `file`: as .json."""

    file: bool = False


class Trail(CallbackData, prefix="trail"):
    """«История» of one assignment, a page."""

    id: int
    page: int = 0


class Trails(CallbackData, prefix="trails"):
    """`/audit`: assignments that changed last, a page."""

    page: int = 0


# --- what an organisation asks for beside its report --------------------------------------------------------------


class MoveDate(CallbackData, prefix="mv"):
    """Another date: "ask" for it, "grant" another one than asked for (`id` of the request), "extend" unasked."""

    what: str
    id: int
    version: int = 0


class MoveMonth(CallbackData, prefix="mvm"):
    """«Календарь» of the same: a month, 202610."""

    what: str
    id: int
    version: int
    month: int


class MoveTo(CallbackData, prefix="mvd"):
    """A day chosen, 20261020; 0: it is typed next."""

    what: str
    id: int
    version: int
    day: int


class MoveReason(CallbackData, prefix="mvr"):
    """Why more time is asked for: a ready reason by its number, 0 is typed. Sends the request."""

    id: int
    version: int
    day: int
    reason: int


class NoDay(CallbackData, prefix="noday"):
    """A day of the calendar that cannot be chosen."""


class OpenExtension(CallbackData, prefix="xo"):
    """A request for more time."""

    id: int


class RefuseTime(CallbackData, prefix="xn"):
    """«Отклонить»: -1 chooses the reason, 0 is typed."""

    id: int
    reason: int = -1


class NextAsk(CallbackData, prefix="asks"):
    """The next request ("extension"), dispute or question that waits; `after` is the last one shown."""

    kind: str
    after: int = 0


class Disputes(CallbackData, prefix="dis"):
    """«Не относится к нам»: -1 chooses the reason, 0 is typed; a ready one disputes."""

    id: int
    version: int
    reason: int = -1


class OpenDispute(CallbackData, prefix="dsp"):
    """A dispute."""

    id: int


class KeepDisputed(CallbackData, prefix="dsk"):
    """«Оставить»: -1 chooses the words for the organisation, 0 they are typed, 1 none."""

    id: int
    reason: int = -1


class CancelDisputed(CallbackData, prefix="dsc"):
    """«Отменить для неё», or with `alike` «для всех такого вида»; `sure` after the question."""

    id: int
    alike: bool = False
    sure: bool = False


class CancelCase(CallbackData, prefix="cxl"):
    """«Отменить» one assignment: -1 chooses the reason, 0 is typed."""

    id: int
    version: int
    reason: int = -1


class Reroute(CallbackData, prefix="rer"):
    """«Передать другой организации»: its name is typed, one is chosen, then the reason as above."""

    id: int
    version: int
    organisation: int = 0
    reason: int = -1


class Ask(CallbackData, prefix="ask"):
    """«Задать вопрос»: typed next."""

    id: int


class Thread(CallbackData, prefix="thr"):
    """«Переписка» on an item, of either side."""

    id: int


class Answer(CallbackData, prefix="ans"):
    """«Ответить» or «Ответить всем»: typed next."""

    id: int
    to_all: bool = False
