// Small helpers to build the page.

export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  send: "M4 12 20 4l-4.5 16-4-6.5z",
  clip: "M17 7.5 9.7 14.8a2 2 0 0 0 2.8 2.8l7-7a4 4 0 0 0-5.7-5.7l-7.3 7.3a6 6 0 0 0 8.5 8.5l6-6",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  down: "M12 5v13m0 0 6-6m-6 6-6-6",
  reply: "M10 7 4 12l6 5v-3.5c5 0 8 1 10 4.5 0-6-3.5-10-10-10z",
  close: "M6 6l12 12M18 6 6 18",
  window: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  block: "M5.6 5.6l12.8 12.8M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export const iconButton = (name, label, onclick, more = {}) =>
  el("button", { type: "button", class: "quiet", title: label, "aria-label": label, onclick, ...more }, icon(name));

export function plural(count, one, few, many) {
  const tens = count % 100;
  const ones = count % 10;
  if (ones === 1 && tens !== 11) return `${count} ${one}`;
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? `${count} ${few}` : `${count} ${many}`;
}

let zone;
const formats = new Map();

export function setZone(name) {
  zone = name;
  formats.clear();
}

export function moment(date, options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("ru-RU", { timeZone: zone, ...options }));
  return formats.get(key).format(new Date(date));
}

export const hour = (date) => moment(date, { hour: "2-digit", minute: "2-digit" });
export const day = (date) => moment(date, { day: "numeric", month: "long" });

// A line that everybody reads, also with a screen reader.
export function note(text) {
  const line = el("p", {}, text);
  document.getElementById("notes").append(line);
  setTimeout(() => line.remove(), 5000);
}
