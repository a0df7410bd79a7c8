// The HTML of messages, rebuilt from allowed tags only: nothing of a message is ever run.

import { el } from "./dom.js";

const PLAIN = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", DEL: "s", CODE: "code", PRE: "pre" };
const INVITATION = /^(https:\/\/)?t\.me\/\S+\?start=/;
const LINK = /(https?:\/\/[^\s<]+|t\.me\/[^\s<]+)/g;

export function show(html, onInvitation) {
  const source = new DOMParser().parseFromString(html, "text/html").body;
  const text = el("div", { class: "text" });
  copy(source, text, onInvitation);
  return text;
}

function copy(from, to, onInvitation) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(...linked(besideQuotes(node), onInvitation));
    else if (node.nodeName === "BLOCKQUOTE") to.append(quote(node, onInvitation));
    else {
      const tag = PLAIN[node.nodeName];
      const child = tag ? el(tag) : node.nodeName === "A" ? link(node.getAttribute("href") ?? "", onInvitation) : el("span");
      copy(node, child, onInvitation);
      to.append(child);
    }
  }
}

// A quotation is a block: the line breaks that part it from the text are its own.
function besideQuotes(node) {
  let text = node.data;
  if (node.previousSibling?.nodeName === "BLOCKQUOTE") text = text.replace(/^\n/, "");
  if (node.nextSibling?.nodeName === "BLOCKQUOTE") text = text.replace(/\n$/, "");
  return text;
}

function linked(text, onInvitation) {
  return text.split(LINK).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const anchor = link(piece, onInvitation);
    anchor.append(piece);
    return anchor;
  });
}

// The address of an invitation in a message, if there is one.
export function invitationIn(html) {
  return html && (html.match(LINK) ?? []).find((address) => INVITATION.test(address));
}

function link(address, onInvitation) {
  if (INVITATION.test(address))
    return el("button", { type: "button", class: "link", onclick: () => onInvitation(address) });
  // Nothing leaves this machine: other addresses are shown, not opened.
  return el("span", { class: "address" });
}

function quote(node, onInvitation) {
  const body = el("blockquote", {});
  copy(node, body, onInvitation);
  if (!node.hasAttribute("expandable") || node.textContent.length < 120) return body;
  body.classList.add("folded");
  const toggle = el("button", { type: "button", class: "link unfold", "aria-expanded": "false" }, "Показать целиком");
  toggle.addEventListener("click", () => {
    const isFolded = body.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!isFolded));
    toggle.textContent = isFolded ? "Показать целиком" : "Свернуть";
  });
  return el("div", { class: "quote" }, body, toggle);
}
