// What a person can say: a text, a command from the menu, files, «Начать».

import * as api from "./api.js";
import { PREPARED } from "./drops.js";
import { el, icon, iconButton, note } from "./dom.js";
import { store } from "./store.js";

export class Composer {
  constructor(person, onSaid) {
    this.person = person;
    this.onSaid = onSaid;
    this.reply = null;
    this.input = el("textarea", { rows: "1", placeholder: "Сообщение", "aria-label": "Сообщение боту", role: "combobox", "aria-expanded": "false", "aria-controls": `menu-${person}`, "aria-autocomplete": "list" });
    this.menu = el("ul", { class: "menu", id: `menu-${person}`, role: "listbox", "aria-label": "Команды бота", hidden: true });
    this.picker = el("input", { type: "file", multiple: true, class: "hidden", tabindex: "-1", "aria-label": "Выбрать файлы" });
    this.cited = el("div", { class: "reply-bar", hidden: true });
    this.prepared = el("div", { class: "prepared" });
    this.typing = el(
      "form",
      { class: "typing" },
      iconButton("clip", "Приложить файл", () => this.picker.click()),
      this.picker,
      this.input,
      el("button", { class: "send", "aria-label": "Отправить", title: "Отправить" }, icon("send")),
    );
    this.door = el("div", { class: "door", hidden: true });
    this.element = el("footer", { class: "composer" }, this.prepared, this.cited, this.menu, this.typing, this.door);
    this.wire();
  }

  wire() {
    this.typing.addEventListener("submit", (event) => (event.preventDefault(), this.send()));
    this.input.addEventListener("input", () => (this.grow(), this.offer()));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.closeMenu(), 150));
    this.picker.addEventListener("change", () => {
      this.give([...this.picker.files]);
      this.picker.value = "";
    });
  }

  draw(chat) {
    const isMember = chat.standing === "member";
    this.typing.hidden = !isMember;
    this.door.hidden = isMember;
    if (!isMember) this.drawDoor(chat.standing);
    this.drawPrepared();
  }

  drawDoor(standing) {
    const [text, label, deed] =
      standing === "kicked"
        ? ["Вы остановили бота на этом телефоне. Он ничего не может прислать.", "Разблокировать бота", "unblocks"]
        : ["Откройте ссылку-приглашение из чата специалиста или нажмите «Начать».", "Начать", "starts"];
    if (this.door.dataset.deed === deed) return;
    this.door.dataset.deed = deed;
    this.door.replaceChildren(el("p", {}, text), el("button", { type: "button", class: "primary", onclick: () => this.do(deed) }, label));
  }

  drawPrepared() {
    const files = (store.demo?.files ?? []).filter((file) => file.for === this.person);
    const signature = files.map((file) => file.name).join();
    if (this.prepared.dataset.files === signature) return;
    this.prepared.dataset.files = signature;
    this.prepared.replaceChildren(...files.map((file) => this.preparedFile(file)));
  }

  preparedFile({ name }) {
    const chip = el(
      "button",
      { type: "button", class: "chip", draggable: "true", title: "Перетащите в чат или нажмите, чтобы отправить", onclick: async () => this.give([await api.readyFile(name)]) },
      icon("file"),
      el("span", {}, el("span", { class: "hidden" }, "Отправить: "), name),
    );
    chip.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData(PREPARED, name);
      event.dataTransfer.effectAllowed = "copy";
    });
    return chip;
  }

  async do(deed, facts) {
    try {
      await api.act(this.person, deed, facts);
      this.onSaid();
    } catch (error) {
      note(`Не получилось: ${error.message}`);
    }
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.grow();
    this.closeMenu();
    await this.do("sends", { text, ...this.takeReply() });
  }

  async give(files) {
    for (const file of files) {
      try {
        await api.upload(this.person, file);
      } catch (error) {
        note(`Файл не отправлен: ${error.message}`);
      }
    }
    this.onSaid();
  }

  // --- answering a message

  replyTo(message) {
    this.reply = message.id;
    this.cited.replaceChildren(el("p", {}, message.text.slice(0, 90) || "Файл"), iconButton("close", "Не отвечать", () => this.takeReply()));
    this.cited.hidden = false;
    this.input.focus();
  }

  takeReply() {
    const answer = this.reply ? { reply_to: this.reply } : {};
    this.reply = null;
    this.cited.hidden = true;
    return answer;
  }

  // --- the menu of commands

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }

  offer() {
    const typed = this.input.value;
    const commands = store.chats.get(this.person)?.commands ?? [];
    const fits = /^\/\w*$/.test(typed) ? commands.filter(({ command }) => command.startsWith(typed.slice(1))) : [];
    this.menu.replaceChildren(
      ...fits.map(({ command, description }, index) =>
        el(
          "li",
          { role: "option", id: `${this.menu.id}-${index}`, "aria-selected": String(index === 0), data: { command }, onpointerdown: (event) => (event.preventDefault(), this.choose(command)) },
          el("b", {}, `/${command}`),
          el("span", {}, description),
        ),
      ),
    );
    this.menu.hidden = fits.length === 0;
    this.input.setAttribute("aria-expanded", String(fits.length > 0));
    this.point();
  }

  closeMenu() {
    this.menu.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  get selected() {
    return this.menu.querySelector('[aria-selected="true"]');
  }

  point(step = 0) {
    const options = [...this.menu.children];
    if (options.length === 0) return this.input.removeAttribute("aria-activedescendant");
    const at = (options.indexOf(this.selected) + step + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    options[at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[at].id);
  }

  choose(command) {
    this.input.value = `/${command}`;
    return this.send();
  }

  key(event) {
    if (event.isComposing) return;
    if (!this.menu.hidden) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) return event.preventDefault(), this.point(step);
      if (event.key === "Escape") return this.closeMenu();
      if (event.key === "Enter" || event.key === "Tab") return event.preventDefault(), this.choose(this.selected.dataset.command);
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }
}
