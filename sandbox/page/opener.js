// An invitation found in one chat is opened on somebody else's telephone.

import * as api from "./api.js";
import { avatar } from "./chat.js";
import { el, note } from "./dom.js";
import { load, nameOf, place, shown } from "./store.js";

const dialog = document.getElementById("opener");

export function openInvitation(address, from, onOpened) {
  const others = shown().filter((person) => person.id !== from);
  const name = el("input", { name: "name", autocomplete: "off", placeholder: "Имя и фамилия", "aria-label": "Имя и фамилия нового человека" });
  const follow = async (id) => {
    dialog.close();
    await api.act(id, "opens", { link: address }).catch((error) => note(`Ссылка не открылась: ${error.message}`));
    onOpened(id);
  };
  dialog.replaceChildren(
    el("h2", { id: "opener-title" }, "На чьём телефоне открыть ссылку?"),
    el("p", { class: "address" }, address),
    el(
      "ul",
      { class: "guests" },
      ...others.map((person) =>
        el("li", {}, el("button", { type: "button", onclick: () => follow(person.id) }, avatar(person), el("span", {}, el("strong", {}, nameOf(person)), el("small", {}, place(person.id))))),
      ),
    ),
    el(
      "form",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          const [first, ...rest] = (name.value.trim() || "Новый Директор").split(/\s+/);
          const person = await api.addPerson({ first_name: first, last_name: rest.join(" ") || null });
          await load();
          await follow(person.id);
        },
      },
      name,
      el("button", {}, "Новый человек"),
    ),
    el("form", { method: "dialog" }, el("button", { class: "plain" }, "Отмена")),
  );
  dialog.showModal();
}
