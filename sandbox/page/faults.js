// Trouble on order for the curious, and the tools of the top bar.

import * as api from "./api.js";
import { el, iconButton, note, plural } from "./dom.js";
import { nameOf, store } from "./store.js";

const panel = document.getElementById("faults");
const tools = document.getElementById("tools");
const STATES = { running: "бот работает", starting: "бот запускается…", stopped: "бот остановлен" };
let toggle = null;
let pill = null;

export function drawTools(onTour) {
  if (!toggle) build(onTour);
  pill.hidden = !store.demo;
}

function build(onTour) {
  pill = el("span", { class: "pill", role: "status" });
  toggle = el("button", { type: "button", class: "tool", "aria-expanded": "false", "aria-controls": "faults", onclick: () => open(panel.hidden) }, "Сбои");
  const theme = document.getElementById("theme");
  tools.insertBefore(pill, theme);
  tools.insertBefore(toggle, theme);
  if (!store.demo) return;
  tools.insertBefore(el("button", { type: "button", class: "tool", onclick: onTour }, "Обучение"), theme);
  tools.insertBefore(el("button", { type: "button", class: "tool", onclick: startAnew }, "Начать заново"), theme);
}

async function startAnew(event) {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    await api.restart();
    sessionStorage.removeItem("current");
    note("Район снова как в начале: вторник, 6 октября");
  } finally {
    button.disabled = false;
  }
}

function open(isOpen) {
  panel.hidden = !isOpen;
  toggle.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) panel.querySelector("button")?.focus();
  else toggle.focus();
}

panel.addEventListener("keydown", (event) => event.key === "Escape" && open(false));

export function drawFaults(people) {
  const world = store.world;
  if (pill && world) {
    pill.textContent = STATES[world.bot];
    pill.dataset.state = world.bot;
  }
  const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.deed : null;
  panel.replaceChildren(
    el("header", {}, el("h2", { id: "faults-title" }, "Сбои по заказу"), iconButton("close", "Закрыть панель сбоев", () => open(false))),
    el("p", { class: "hint" }, "Сломайте что-нибудь и продолжайте нажимать. Когда всё починится, ничего не потеряется и не задвоится."),
    ...(world ? [process(world)] : []),
    network(world),
    telephones(people),
  );
  if (focused) panel.querySelector(`[data-deed="${focused}"]`)?.focus();
}

const group = (title, text, ...children) => el("section", { class: "fault" }, el("h3", {}, title), el("p", {}, text), el("div", { class: "deeds" }, ...children));

const deed = (name, label, onclick, more = {}) =>
  el("button", { type: "button", data: { deed: name }, onclick: () => onclick().catch((error) => note(`Не получилось: ${error.message}`)), ...more }, label);

function process(world) {
  const isStopped = world.bot === "stopped";
  return group(
    "Бот",
    isStopped
      ? `Процесс убит. Ждут бота: ${plural(world.waiting, "событие", "события", "событий")}.`
      : "Настоящий процесс. Его можно убить на полуслове: нажатия дождутся запуска.",
    isStopped
      ? deed("start", "Запустить снова", () => api.bot("start"), { class: "primary" })
      : deed("kill", "Убить бота", () => api.bot("kill"), { class: "danger" }),
  );
}

function network(world) {
  const isOut = world?.outage ?? store.outage ?? false;
  return group(
    "Связь с мессенджером",
    isOut ? "Сети нет. Люди пишут, бот их не слышит." : "Отключите сеть или велите мессенджеру отвечать «слишком часто» (429).",
    deed("outage", isOut ? "Вернуть сеть" : "Отключить сеть", () => setOutage(!isOut), { class: isOut ? "primary" : "danger", "aria-pressed": String(isOut) }),
    deed("429", "Ответить 429", slowDown),
  );
}

async function setOutage(on) {
  await api.outage(on);
  store.outage = on;
  if (store.world) store.world.outage = on;
  drawFaults([...shownPeople]);
}

async function slowDown() {
  await api.fault({ kind: "retry_after", retry_after: 5, times: 3, method: "sendMessage" });
  note("Следующие три сообщения бота получат отказ «подождите 5 секунд»");
}

let shownPeople = [];

function telephones(people) {
  shownPeople = people;
  const members = people.filter((person) => store.chats.get(person.id)?.standing !== "stranger");
  return group(
    "Телефоны",
    "Остановите бота на чьём-нибудь телефоне: специалист увидит «Не доставлено».",
    ...members.map((person) => {
      const isBlocked = store.chats.get(person.id)?.standing === "kicked";
      return deed(`block-${person.id}`, `${isBlocked ? "Разблокировать" : "Заблокировать"}: ${nameOf(person)}`, () => api.act(person.id, isBlocked ? "unblocks" : "blocks"), {
        "aria-pressed": String(isBlocked),
      });
    }),
  );
}
