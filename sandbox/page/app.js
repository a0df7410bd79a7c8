// The page: tabs of people, their chats, the clock, the faults, the tour.

import { avatar, badge, Chat } from "./chat.js";
import { drawClock } from "./clock.js";
import { el } from "./dom.js";
import { drawFaults, drawTools } from "./faults.js";
import { openInvitation } from "./opener.js";
import { connect, listen, nameOf, place, shown, store } from "./store.js";
import { Tour } from "./tour.js";

const chats = new Map();
const only = Number(new URLSearchParams(location.search).get("only"));
const board = document.getElementById("chats");
const tabs = document.getElementById("people");
const tour = new Tour({ chat: (id) => chats.get(id), show: (id) => show(id) });
let current = null;

function people() {
  return only ? shown().filter((person) => person.id === only) : shown();
}

function drawTabs() {
  tabs.hidden = people().length < 2;
  tabs.replaceChildren(
    ...people().map((person) =>
      el(
        "button",
        { type: "button", class: "tab", "aria-pressed": String(person.id === current), onclick: () => show(person.id, { focus: true }) },
        el("span", { class: "face" }, avatar(person), badge(person.id)),
        el("span", { class: "tab-name" }, el("strong", {}, person.first_name), el("span", { class: "hidden" }, ` ${person.last_name ?? ""}, ${place(person.id)}`)),
      ),
    ),
  );
}

// On a phone one chat is on the screen; on a desk all of them, and this one comes into view.
function show(id, { focus = false } = {}) {
  current = id;
  sessionStorage.setItem("current", id);
  for (const chat of chats.values()) chat.element.classList.toggle("current", chat.id === id);
  const chat = chats.get(id);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  chat?.element.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "nearest", inline: "nearest" });
  if (isPhone()) chat?.toEnd();
  if (focus) {
    chat?.read();
    chat?.scroller.focus({ preventScroll: true });
  }
  drawTabs();
}

function drawBoard() {
  const wanted = people();
  for (const [id, chat] of chats)
    if (!wanted.some((person) => person.id === id)) {
      chat.element.remove();
      chats.delete(id);
    }
  for (const person of wanted) {
    if (chats.has(person.id)) continue;
    const chat = new Chat(person, (address, from) => openInvitation(address, from, (guest) => show(guest, { focus: true })));
    chats.set(person.id, chat);
    board.append(chat.element);
  }
  for (const chat of chats.values()) chat.draw();
  document.body.classList.toggle("alone", Boolean(only));
  if (!chats.has(current)) show(Number(sessionStorage.getItem("current")) || wanted[0]?.id);
}

function drawAll() {
  document.getElementById("subtitle").textContent = store.demo ? "Учебный район" : "Модель мессенджера";
  drawBoard();
  drawTabs();
  drawClock();
  drawTools(() => tour.restart());
  drawFaults(people());
  if (!only) tour.draw();
  document.body.dataset.ready = "yes";
}

const isPhone = () => matchMedia("(max-width: 760px)").matches;
const isLookedAt = (chat) => chat.element.matches(":hover, :focus-within") || (chat.id === current && (isPhone() || only > 0));

const CHAT_EVENTS = new Set(["message", "edited", "deleted", "membership", "read", "tap"]);

listen((kind, id, facts) => {
  if (kind === "loaded") return drawAll();
  const chat = chats.get(id);
  if (kind === "toast") chat?.toast(facts);
  else if (kind === "action") chat?.typing();
  else if (kind === "world") {
    drawClock();
    drawFaults(people());
  } else if (kind === "line") document.body.classList.toggle("offline", !store.online);
  else if (CHAT_EVENTS.has(kind)) {
    chat?.draw();
    if (chat && !document.hidden && isLookedAt(chat)) chat.read();
    drawTabs();
    if (kind === "membership") drawFaults(people());
  }
  if (!only) tour.follow();
});

const theme = document.getElementById("theme");
const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  localStorage.setItem("theme", document.documentElement.dataset.theme);
});
if (localStorage.getItem("theme")) document.documentElement.dataset.theme = localStorage.getItem("theme");

connect();
