// Everything the page knows; told anew after a break of the line, kept up to date by server-sent events.

import * as api from "./api.js";
import { setZone } from "./dom.js";

export const store = {
  bot: null,
  people: new Map(),
  chats: new Map(), // person id → {standing, readUpTo, commands, messages: Map}
  world: null, // what the demo tells: now, bot, waiting…; null in a bare sandbox
  demo: null,
  received: 0, // when `world` came
  online: false,
};

const listeners = new Set();

// listener(kind, chatId, facts)
export function listen(listener) {
  listeners.add(listener);
}

function tell(kind, chat = 0, facts = {}) {
  for (const listener of listeners) listener(kind, chat, facts);
}

export const now = () => (store.world ? new Date(store.world.now).getTime() + Date.now() - store.received : Date.now());

export const unread = (person) => {
  const chat = store.chats.get(person);
  if (!chat) return 0;
  let count = 0;
  for (const message of chat.messages.values()) if (message.from === store.bot.id && message.id > chat.readUpTo) count += 1;
  return count;
};

// The people whose telephones are shown: the cast of the demo and whoever came later.
export function shown() {
  const cast = store.demo?.roles.map((role) => role.person) ?? [];
  const hidden = new Set(store.demo?.hidden ?? []);
  const others = [...store.people.keys()].filter((id) => !cast.includes(id) && !hidden.has(id));
  return [...cast, ...others].map((id) => store.people.get(id)).filter(Boolean);
}

export const place = (person) => store.demo?.roles.find((role) => role.person === person)?.place ?? "Новый человек";
export const nameOf = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");

function setWorld(world) {
  store.world = world;
  store.received = Date.now();
  setZone(world.zone);
}

function keep(chat) {
  store.chats.set(chat.id, {
    standing: chat.standing,
    readUpTo: chat.read_up_to,
    commands: chat.commands,
    messages: new Map(chat.messages.map((message) => [message.id, message])),
  });
}

let loading = null;
let meanwhile = []; // what is heard while everything is being read anew

export function load() {
  loading ??= loadAll().finally(() => {
    loading = null;
    const heard = meanwhile;
    meanwhile = [];
    heard.forEach(hear);
  });
  return loading;
}

async function loadAll() {
  const [state, demo] = await Promise.all([api.state(), api.demo()]);
  store.bot = state.bot;
  store.people = new Map(state.people.map((person) => [person.id, person]));
  store.demo = demo;
  if (demo) setWorld(demo.world);
  const people = shown();
  (await Promise.all(people.map((person) => api.chat(person.id)))).forEach(keep);
  tell("loaded");
}

const HEARD = {
  message: upsert,
  edited: upsert,
  deleted: (chat, { message }) => chat?.messages.delete(message),
  commands: (chat, { commands }) => chat && (chat.commands = commands),
  membership: (chat, { standing }) => chat && (chat.standing = standing),
  read: (chat, { up_to }) => chat && (chat.readUpTo = Math.max(chat.readUpTo, up_to ?? Math.max(0, ...chat.messages.keys()))),
};

function upsert(chat, { view }) {
  if (!chat || !view) return;
  if (chat.standing === "stranger") chat.standing = "member";
  chat.messages.set(view.id, view);
}

function hear(event) {
  const { kind, chat: id, ...facts } = event;
  if (loading) return meanwhile.push(event);
  if (kind === "reset" || kind === "person" || (kind === "commands" && !id)) return load();
  if (kind === "world") setWorld(facts);
  else HEARD[kind]?.(store.chats.get(id), facts);
  tell(kind, id, facts);
}

export function connect() {
  const source = new EventSource("/_sandbox/events");
  source.onmessage = (event) => hear(JSON.parse(event.data));
  source.onopen = async () => {
    store.online = true;
    await load(); // whatever was missed while the line was down
    tell("line");
  };
  source.onerror = () => {
    store.online = false;
    tell("line");
  };
}
