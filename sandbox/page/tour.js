// The guided tour: what to press next, and on to the next step when it has happened.

import { el, iconButton } from "./dom.js";
import { now, store } from "./store.js";

const KEY = "tour";
const place = document.getElementById("tour");
const SLACK = 2000; // clocks of the page and of the town may differ a little

export class Tour {
  constructor({ chat, show }) {
    this.chat = chat;
    this.show = show;
    this.kept = JSON.parse(localStorage.getItem(KEY) ?? "null") ?? { step: 0, since: null, hidden: false };
  }

  keep(change) {
    Object.assign(this.kept, change);
    localStorage.setItem(KEY, JSON.stringify(this.kept));
  }

  get steps() {
    return store.demo?.tour ?? [];
  }

  get step() {
    return this.steps[this.kept.step];
  }

  who(role) {
    return store.demo.roles[role]?.person;
  }

  restart() {
    this.keep({ hidden: false });
    this.go(0);
  }

  go(step) {
    this.keep({ step, since: now() - SLACK });
    this.drawn = null;
    this.draw();
  }

  hide() {
    this.keep({ hidden: true });
    this.draw();
  }

  draw() {
    if (this.kept.since !== null && this.kept.since > now()) return this.go(0); // the town has been restored
    place.hidden = this.kept.hidden || !this.step;
    this.follow();
    if (place.hidden || this.drawn === this.kept.step) return;
    this.drawn = this.kept.step;
    this.kept.since ??= now() - SLACK;
    this.card();
    if (this.step.chat !== undefined && this.kept.step > 0) this.show(this.who(this.step.chat));
  }

  card() {
    const { title, text } = this.step;
    const isLast = this.kept.step === this.steps.length - 1;
    const button = (label, onclick, look = "plain") => el("button", { type: "button", class: look, onclick }, label);
    place.replaceChildren(
      el(
        "div",
        { class: "progress" },
        el("p", { class: "count" }, `Шаг ${this.kept.step + 1} из ${this.steps.length}`),
        el("div", { class: "bar", "aria-hidden": "true" }, ...this.steps.map((_, index) => el("i", { class: index <= this.kept.step ? "done" : "" }))),
      ),
      el("div", { class: "words", "aria-live": "polite" }, el("h2", {}, title), el("p", {}, text)),
      el(
        "footer",
        {},
        this.step.chat !== undefined && button("Показать где", () => this.reveal(), "primary reveal"),
        this.kept.step > 0 && button("Назад", () => this.go(this.kept.step - 1)),
        !isLast && button("Пропустить шаг", () => this.go(this.kept.step + 1)),
        isLast ? button("Закончить", () => this.hide()) : iconButton("close", "Скрыть обучение", () => this.hide()),
      ),
    );
  }

  reveal() {
    this.show(this.who(this.step.chat));
    document.querySelector(".spot")?.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  // Called at every change: is the step done, and what is to be pressed now?
  follow() {
    for (const each of document.querySelectorAll(".spot")) each.classList.remove("spot");
    if (this.kept.hidden || !this.step || !store.demo) return;
    if (this.isDone()) return this.go(Math.min(this.kept.step + 1, this.steps.length - 1));
    this.target()?.classList.add("spot");
  }

  isDone() {
    const { done } = this.step;
    if (!done || this.kept.since === null) return false;
    const chat = store.chats.get(this.who(done.chat));
    return [...(chat?.messages.values() ?? [])].some(
      (message) => message.from === store.bot.id && new Date(message.changed).getTime() >= this.kept.since && message.text.includes(done.text),
    );
  }

  target() {
    const { chat, file, press, leap, write } = this.step;
    if (leap) return document.querySelector(`[data-leap="${leap}"]`);
    const element = chat !== undefined ? this.chat(this.who(chat))?.element : null;
    if (!element) return null;
    const keys = [...element.querySelectorAll(".key:not(:disabled)")];
    for (const label of press ?? []) {
      const found = keys.findLast((key) => key.dataset.label.startsWith(label) && this.isFresh(chat, key));
      if (found) return found;
    }
    if (file) return element.querySelector(".chip");
    return write ? element.querySelector(".typing") : null;
  }

  isFresh(role, key) {
    const message = store.chats.get(this.who(role))?.messages.get(Number(key.closest(".message").dataset.id));
    return message && (this.step.old || new Date(message.changed).getTime() >= this.kept.since - 60000);
  }
}
