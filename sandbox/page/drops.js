// Files dropped onto a chat: from the machine, or a prepared one from the page itself.

import { readyFile } from "./api.js";

export const PREPARED = "text/x-prepared-file";

const brings = (event) => event.dataTransfer?.types.includes("Files") || event.dataTransfer?.types.includes(PREPARED);

export function takeDrops(place, give) {
  let depth = 0;
  const mark = (step) => {
    depth = Math.max(0, depth + step);
    place.classList.toggle("dropping", depth > 0);
  };
  place.addEventListener("dragenter", (event) => brings(event) && (event.preventDefault(), mark(1)));
  place.addEventListener("dragleave", (event) => brings(event) && mark(-1));
  place.addEventListener("dragover", (event) => brings(event) && event.preventDefault());
  place.addEventListener("drop", async (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    mark(-depth);
    const prepared = event.dataTransfer.getData(PREPARED);
    give(prepared ? [await readyFile(prepared)] : [...event.dataTransfer.files]);
  });
}

// A file dropped beside a chat must not replace the page.
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => brings(event) && event.preventDefault());
