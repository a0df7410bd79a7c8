// One telephone: its header, its messages, what its owner types and presses.

import * as api from "./api.js";
import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { day, el, icon, iconButton, note, plural } from "./dom.js";
import { takeDrops } from "./drops.js";
import { nameOf, place, store, unread } from "./store.js";

const NEAR = 80; // pixels from the end that still count as reading the end
const TONES = ["#1f7a6d", "#8a4fae", "#b4532a", "#2f64b5", "#8b6b16", "#a8395f"];

export const initials = (person) => [person.first_name, person.last_name].map((part) => part?.[0] ?? "").join("");

export function avatar(person) {
  const face = el("span", { class: "avatar", "aria-hidden": "true" }, initials(person));
  const others = [...store.people.keys()];
  face.style.background = TONES[others.indexOf(person.id) % TONES.length];
  return face;
}

export class Chat {
  constructor(person, onInvitation) {
    this.id = person.id;
    this.onInvitation = (address) => onInvitation(address, this.id);
    this.onPress = (message, button) => this.press(message, button);
    this.onReply = (message) => this.composer.replyTo(message);
    this.pressing = new Map(); // "message:data" → tap id
    this.drawn = new Map(); // message id → [view, element]
    this.list = el("ol", { class: "messages" });
    this.scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": `Сообщения: ${nameOf(person)}` }, this.list);
    this.ending = el("button", { type: "button", class: "to-end", hidden: true, "aria-label": "К последнему сообщению", onclick: () => this.toEnd() }, icon("down"));
    this.flash = el("div", { class: "toast", role: "status", "aria-live": "polite" });
    this.composer = new Composer(this.id, () => this.toEnd());
    this.status = el("p", { class: "status" });
    this.element = this.frame(person);
    takeDrops(this.element, (files) => this.composer.give(files));
    this.watch();
  }

  frame(person) {
    const head = el(
      "header",
      { class: "chat-head" },
      avatar(person),
      el("div", { class: "who" }, el("h2", { id: `name-${this.id}` }, nameOf(person)), el("p", { class: "place" }, place(this.id))),
      this.status,
      el("a", { class: "quiet", href: `/?only=${this.id}`, target: "_blank", rel: "noopener", title: "Открыть отдельно", "aria-label": `Открыть чат отдельно: ${nameOf(person)}` }, icon("window")),
    );
    return el(
      "section",
      { class: "chat", id: `chat-${this.id}`, "aria-labelledby": `name-${this.id}` },
      head,
      el("div", { class: "talk" }, this.scroller, this.ending, this.flash),
      this.composer.element,
      el("p", { class: "drop-hint", "aria-hidden": "true" }, "Отпустите файл: он уйдёт боту"),
    );
  }

  watch() {
    this.staying = true; // at the end, whatever grows: messages, pictures, the composer
    this.scroller.addEventListener("scroll", () => this.follow(), { passive: true });
    const sizes = new ResizeObserver(() => this.staying && this.toEnd());
    for (const each of [this.scroller, this.list]) sizes.observe(each);
    for (const kind of ["pointerdown", "focusin", "pointerenter"]) this.element.addEventListener(kind, () => this.read());
  }

  get isAtEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR;
  }

  // Only a scroll upwards leaves the end: the chat may also have grown, or the window shrunk.
  follow() {
    if (this.isAtEnd) this.staying = true;
    else if (this.scroller.scrollTop < this.top) this.staying = false;
    this.top = this.scroller.scrollTop;
    this.ending.hidden = this.staying;
  }

  toEnd() {
    this.staying = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.top = this.scroller.scrollTop;
    this.ending.hidden = true;
  }

  read() {
    if (unread(this.id) > 0) api.act(this.id, "reads").catch(() => {});
  }

  draw() {
    const chat = store.chats.get(this.id);
    if (!chat) return;
    const { staying } = this;
    this.drawMessages(chat);
    this.composer.draw(chat);
    this.status.textContent = chat.standing === "kicked" ? "бот заблокирован" : "";
    if (staying) this.toEnd();
    else this.follow();
  }

  drawMessages(chat) {
    const messages = [...chat.messages.values()].sort((one, other) => one.id - other.id);
    for (const [id, [, node]] of this.drawn)
      if (!chat.messages.has(id)) {
        node.remove();
        this.drawn.delete(id);
      }
    for (const each of this.list.querySelectorAll(".divider")) each.remove();
    let previous = null;
    for (const message of messages) {
      const node = this.drawnMessage(message);
      const divider = dividerBetween(previous, message, chat.readUpTo);
      if (divider) this.list.append(divider);
      this.list.append(node);
      previous = message;
    }
    if (messages.length === 0) this.list.append(el("li", { class: "divider" }, "Здесь пока пусто"));
  }

  drawnMessage(message) {
    const [view, node] = this.drawn.get(message.id) ?? [];
    if (view === message) return node;
    const focused = node?.contains(document.activeElement) && document.activeElement.dataset.place;
    const fresh = bubble(message, this, this.pressing);
    if (node) {
      node.replaceWith(fresh);
      fresh.classList.add("changed");
      if (focused) fresh.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
    }
    this.drawn.set(message.id, [message, fresh]);
    return fresh;
  }

  async press(message, button) {
    if (button.copy_text) return navigator.clipboard?.writeText(button.copy_text.text).then(() => note("Скопировано"));
    if (button.url) return this.onInvitation(button.url);
    const key = `${message.id}:${button.callback_data}`;
    if (this.pressing.has(key)) return;
    this.pressing.set(key, "");
    this.redraw(message);
    try {
      const { tap } = await api.act(this.id, "taps_data", { data: button.callback_data, on: message.id });
      if (this.answered?.has(tap)) this.released(key, message.id);
      else this.pressing.set(key, tap);
    } catch (error) {
      this.released(key, message.id);
      note(error.message === "the bot is not in this chat" ? "Бот заблокирован: сначала разблокируйте его" : `Не получилось: ${error.message}`);
    }
  }

  released(key) {
    this.pressing.delete(key);
    this.redraw(store.chats.get(this.id)?.messages.get(Number(key.split(":")[0])));
  }

  redraw(message) {
    if (!message) return;
    const drawn = this.drawn.get(message.id);
    if (drawn) this.drawn.set(message.id, [null, drawn[1]]);
    this.draw();
  }

  // The bot has answered a tap: the button stops spinning, a text flashes.
  toast({ tap, text, alert }) {
    (this.answered ??= new Set()).add(tap);
    for (const [key, id] of this.pressing) if (id === tap) this.released(key);
    if (!text) return;
    if (alert) return showAlert(text);
    this.flash.replaceChildren(el("span", {}, text));
    clearTimeout(this.fading);
    this.fading = setTimeout(() => this.flash.replaceChildren(), 4000);
  }

  typing() {
    this.status.textContent = "печатает…";
    clearTimeout(this.typed);
    this.typed = setTimeout(() => this.draw(), 2500);
  }
}

function dividerBetween(previous, message, readUpTo) {
  const isFirstUnread = message.from === store.bot.id && message.id > readUpTo && !(previous && previous.id > readUpTo && previous.from === store.bot.id);
  const isNewDay = !previous || day(previous.at) !== day(message.at);
  if (isFirstUnread) return el("li", { class: "divider new" }, isNewDay ? `${day(message.at)} · новые сообщения` : "Новые сообщения");
  return isNewDay ? el("li", { class: "divider" }, day(message.at)) : null;
}

function showAlert(text) {
  const dialog = document.getElementById("alert");
  dialog.replaceChildren(
    el("p", { id: "alert-text" }, text),
    el("form", { method: "dialog" }, el("button", { class: "primary", autofocus: true }, "Понятно")),
  );
  if (!dialog.open) dialog.showModal();
}

export function badge(person) {
  const count = unread(person);
  return count > 0 && el("span", { class: "badge" }, String(count), el("span", { class: "hidden" }, ` ${plural(count, "новое", "новых", "новых").replace(/^\d+ /, "")}`));
}
