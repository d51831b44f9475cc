// Makes pages livelier. Every page works without it.
"use strict";

// A page that waits looks again by itself: <main data-looks-again="3"> … while the element stays on the page.
const waiting = document.querySelector("[data-looks-again]");
if (waiting) {
  const again = async () => {
    try {
      const answer = await fetch(location.href, { headers: { "X-Looks-Again": "yes" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const mark = document.querySelector("[data-mark]")?.dataset.mark;
      if (fresh.querySelector("[data-mark]")?.dataset.mark !== mark) {
        location.reload();
        return;
      }
    } catch {
      // The next try may find the network again.
    }
    setTimeout(again, Number(waiting.dataset.looksAgain) * 1000);
  };
  setTimeout(again, Number(waiting.dataset.looksAgain) * 1000);
}

// The area around a file input takes files that are dropped on it.
for (const area of document.querySelectorAll(".fz-ablage")) {
  const input = area.querySelector("input[type=file]");
  area.addEventListener("dragover", (event) => event.preventDefault());
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (input && event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
    }
  });
}

// A form goes once, however often its button is pressed.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.gone) {
      event.preventDefault();
    }
    form.dataset.gone = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-gone]")) {
    delete form.dataset.gone;
  }
});
