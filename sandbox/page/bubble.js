// One message: its text, its file, its buttons.

import * as api from "./api.js";
import { el, hour, icon, iconButton } from "./dom.js";
import { invitationIn, show } from "./markup.js";
import { store } from "./store.js";

const MEDIA = { photo: "Фото", document: "Файл", voice: "Голосовое сообщение", video: "Видео" };

export function bubble(message, chat, pressing) {
  const isMine = message.from !== store.bot.id;
  const original = message.reply_to && store.chats.get(chat.id)?.messages.get(message.reply_to);
  const body = el(
    "div",
    { class: "bubble" },
    message.forward_from && el("p", { class: "forwarded" }, "Переслано"),
    original && el("p", { class: "cited" }, original.text.slice(0, 80) || "Файл"),
    message.file && file(message, chat.onInvitation),
    message.html && show(message.html, chat.onInvitation),
    el(
      "p",
      { class: "meta" },
      message.edits > 0 && el("span", {}, "изменено"),
      message.silent && !isMine && el("span", { title: "Пришло без звука" }, "без звука"),
      el("time", { datetime: message.at }, hour(message.at)),
    ),
  );
  const keyboard = message.keyboard.length > 0 && buttons(message, chat, pressing);
  const actions = iconButton("reply", "Ответить на это сообщение", () => chat.onReply(message), { class: "quiet replies" });
  return el(
    "li",
    { class: isMine ? "message mine" : "message", data: { id: message.id }, "aria-label": isMine ? "Вы" : "Бот" },
    el("div", { class: "stack" }, body, keyboard),
    actions,
  );
}

function file(message, onInvitation) {
  const facts = message.file;
  const address = api.fileAddress(facts.id);
  if (facts.media === "photo") {
    const picture = el("img", { src: address, alt: "Фото", loading: "lazy", onerror: (event) => event.target.classList.add("broken") });
    const invitation = invitationIn(message.html);
    // A QR code is scanned by somebody else: their telephone opens it.
    if (invitation)
      return el("button", { type: "button", class: "photo", "aria-label": "QR-код, открыть на другом телефоне", onclick: () => onInvitation(invitation) }, picture);
    return el("a", { class: "photo", href: address, download: "фото.jpg", "aria-label": "Фото, скачать" }, picture);
  }
  const name = facts.name ?? MEDIA[facts.media];
  return el(
    "a",
    { class: "file", href: address, download: name },
    el("span", { class: "file-icon" }, icon("file")),
    el("span", { class: "file-name" }, el("strong", {}, name), el("small", {}, size(facts.size))),
  );
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} КБ` : `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} МБ`;
}

function buttons(message, chat, pressing) {
  const rows = message.keyboard.map((row, at) =>
    el("div", { class: "row" }, ...row.map((button, index) => keyOf(message, chat, button, `${at}.${index}`, pressing))),
  );
  return el("div", { class: "keyboard", role: "group", "aria-label": "Кнопки сообщения" }, ...rows);
}

function keyOf(message, chat, button, place, pressing) {
  const isBusy = pressing.has(`${message.id}:${button.callback_data}`);
  return el(
    "button",
    {
      type: "button",
      class: ["key", button.style, isBusy && "busy"].filter(Boolean).join(" "),
      disabled: Boolean(button.disabled),
      "aria-busy": isBusy ? "true" : undefined,
      data: { label: button.text, place },
      onclick: () => chat.onPress(message, button),
    },
    button.text,
  );
}
