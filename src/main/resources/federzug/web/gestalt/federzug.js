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

// A form goes once, however often its button is pressed. A page that was open for long asks first whether its session is
// still there: what somebody has typed must not be lost with it.
const opened = Date.now();
const LONG = 20 * 60 * 1000;
const alive = async () => {
  try {
    const answer = await fetch(document.body.dataset.alive);
    if (!answer.ok || answer.redirected) {
      return false;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=_csrf]")?.value;
    for (const field of token ? document.querySelectorAll("[name=_csrf]") : []) {
      field.value = token;
    }
  } catch {
    // Without the network the form itself says so.
  }
  return true;
};
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.gone) {
      event.preventDefault();
      return;
    }
    form.dataset.gone = "yes";
    if (!document.body.dataset.alive || Date.now() - opened < LONG || form.dataset.alive) {
      return;
    }
    event.preventDefault();
    alive().then((there) => {
      delete form.dataset.gone;
      document.querySelector("[data-told]")?.remove();
      if (there) {
        form.dataset.alive = "yes";
        form.requestSubmit(event.submitter);
        delete form.dataset.alive;
      } else {
        const told = document.querySelector("[data-lost]").content.firstElementChild.cloneNode(true);
        told.dataset.told = "yes";
        form.before(told);
        told.scrollIntoView({ block: "center" });
      }
    });
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-gone]")) {
    delete form.dataset.gone;
  }
});

// The board: told of changes by a stream; where a proxy holds streams back it asks every three seconds.
const board = document.querySelector("[data-board]");
if (board) {
  const cut = document.querySelector("[data-cut]");
  const fresh = async () => {
    try {
      const answer = await fetch(board.dataset.board + "/stand");
      if (!answer.ok) {
        location.reload();
        return;
      }
      const text = await answer.text();
      const state = new DOMParser().parseFromString(text, "text/html").querySelector("[data-state]");
      const shown = document.querySelector("[data-state]");
      if (state && state.dataset.mark !== shown.dataset.mark) {
        const before = [...shown.querySelectorAll("li")].map((row) => row.textContent);
        const rows = [...state.querySelectorAll("li")];
        shown.querySelector("h1").replaceWith(state.querySelector("h1"));
        shown.querySelector("[data-at]").replaceWith(state.querySelector("[data-at]"));
        const list = shown.querySelector("ol");
        rows.forEach((row, i) => {
          if (row.textContent !== before[i]) {
            row.classList.add("fz-neu");
            list.children[i] ? list.children[i].replaceWith(row) : list.append(row);
          }
        });
        while (list.children.length > rows.length) {
          list.lastElementChild.remove();
        }
        shown.dataset.mark = state.dataset.mark;
      }
      cut.hidden = true;
    } catch {
      cut.hidden = false;
    }
  };
  let heard = false;
  const stream = new EventSource(board.dataset.board + "/strom");
  stream.addEventListener("stand", () => {
    heard = true;
    fresh();
  });
  stream.addEventListener("error", () => {
    heard = false;
    fresh();
  });
  setInterval(() => {
    if (!heard) {
      fresh();
    }
  }, 3000);
}

// A form that is judged while somebody types: what is wrong with the field just left stands beside it at once.
for (const form of document.querySelectorAll("form[data-judge]")) {
  form.addEventListener("change", async (event) => {
    const field = event.target.closest("input[id], textarea[id], select[id]");
    const around = field?.closest(".kern-form-input");
    if (!around || field.type === "file") {
      return;
    }
    const sent = new FormData(form);
    for (const [name, value] of [...sent]) {
      if (value instanceof File) {
        sent.delete(name);
      }
    }
    try {
      const answer = await fetch(form.dataset.judge, { method: "POST", body: sent });
      if (!answer.ok) {
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const judged = page.getElementById(field.id);
      if (!judged) {
        return;
      }
      for (const end of ["-fehler", "-befund"]) {
        document.getElementById(field.id + end)?.remove();
        const told = page.getElementById(field.id + end);
        if (told) {
          around.append(told);
        }
      }
      around.className = judged.closest(".kern-form-input").className;
      field.className = judged.className;
      for (const name of ["aria-invalid", "aria-describedby"]) {
        judged.hasAttribute(name) ? field.setAttribute(name, judged.getAttribute(name)) : field.removeAttribute(name);
      }
    } catch {
      // Sending the form says the same.
    }
  });
}
