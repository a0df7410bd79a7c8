// The date of the town and the buttons that move it.

import * as api from "./api.js";
import { el, moment, note } from "./dom.js";
import { now, store } from "./store.js";

const LEAPS = [
  ["hour", "+1 час", "Перевести часы на час вперёд"],
  ["workday", "+1 рабочий день", "Перейти на следующий рабочий день"],
  ["due", "до срока", "Перейти к утру ближайшего срока"],
  ["overdue", "до просрочки", "Перейти к утру после ближайшего срока"],
];
const place = document.getElementById("clock");
let travelling = false;

export function drawClock() {
  place.hidden = !store.demo;
  if (!store.demo) return;
  if (!place.firstChild) build();
  show();
}

function build() {
  place.append(
    el("p", { class: "now" }, el("time", { id: "now" })),
    el(
      "div",
      { class: "leaps", role: "group", "aria-label": "Перевести часы" },
      ...LEAPS.map(([name, label, title]) => el("button", { type: "button", title, data: { leap: name }, onclick: () => go(name) }, label)),
    ),
  );
  setInterval(show, 1000);
}

function show() {
  const time = document.getElementById("now");
  const present = now();
  const date = moment(present, { weekday: "short", day: "numeric", month: "long", year: "numeric" }).replace(/\s*г\.$/, "");
  const text = `${date} · ${moment(present, { hour: "2-digit", minute: "2-digit" })}`;
  if (time.textContent !== text) {
    time.textContent = text;
    time.dateTime = new Date(present).toISOString();
  }
}

async function go(name) {
  if (travelling) return;
  travelling = true;
  place.setAttribute("aria-busy", "true");
  try {
    await api.leap(name);
    note(`В районе ${moment(now(), { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" })}`);
  } catch (error) {
    note(error.message === "nothing is due" ? "Отчётов к сроку сейчас никто не должен" : `Часы не перевелись: ${error.message}`);
  } finally {
    travelling = false;
    place.removeAttribute("aria-busy");
  }
}
