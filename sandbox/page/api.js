// Calls to the sandbox on this machine; a refusal becomes an Error with its words.

export class Refusal extends Error {}

async function call(address, options) {
  const response = await fetch(address, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(body.error ?? `HTTP ${response.status}`);
  return body;
}

const post = (address, body = {}) =>
  call(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const state = () => call("/_sandbox/state");
export const chat = (id) => call(`/_sandbox/chats/${id}`);
export const act = (person, deed, facts = {}) => post(`/_sandbox/people/${person}/${deed}`, facts);
export const addPerson = (facts) => post("/_sandbox/people", facts);
export const outage = (on) => post("/_sandbox/outage", { on });
export const fault = (order) => post("/_sandbox/faults", order);
export const fileAddress = (id) => `/_sandbox/files/${encodeURIComponent(id)}`;

// The demo around the sandbox; a bare sandbox has none.
export const demo = () => call("/_demo/state").catch(() => null);
export const leap = (name) => post("/_demo/clock", { leap: name });
export const bot = (deed) => post(`/_demo/bot/${deed}`);
export const restart = () => post("/_demo/restart");
export const readyFile = async (name) => {
  const response = await fetch(`/_demo/files/${encodeURIComponent(name)}`);
  if (!response.ok) throw new Refusal(`HTTP ${response.status}`);
  return new File([await response.blob()], name);
};

const PICTURES = new Set(["image/jpeg", "image/png", "image/webp"]);

export async function upload(person, file, { caption = "", media } = {}) {
  const kind = media ?? (PICTURES.has(file.type) || /\.(jpe?g|png|webp)$/i.test(file.name) ? "photo" : "document");
  return act(person, "uploads", { media: kind, name: file.name, caption, data: await base64(file) });
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
