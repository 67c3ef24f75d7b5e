// What an officer has changed and not sent yet stays in this browser: after a reload or a detour the item is as it was left.
(() => {
  "use strict";

  const one = (selector) => document.querySelector(selector);
  // Drafts belong to an account and to one text of the document: the next person at this window sees none of them.
  const mine = () => `namro.draft:${one("#review").dataset.user}:`;
  const place = () => `${mine()}${location.pathname}:${one("#review").dataset.text}#`;
  let asked = "";
  let shown = "";
  let waiting = false;  // until the kept values stand in the form again, what stands there is not the draft

  const form = () => one("form#confirm.item-form");
  const item = () => (one(".item") ? one(".item").dataset.key : "");

  const values = (from) => {
    const found = {};
    for (const [name, value] of new FormData(from)) {
      if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
      (found[name] = found[name] || []).push(value);
    }
    return found;
  };

  const keep = () => {
    if (form()) sessionStorage.setItem(place() + item(), JSON.stringify(values(form())));
  };

  // Drafts of items that have been decided meanwhile are of no use; another account's do not stay.
  const tidy = () => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("namro.draft:") && !key.startsWith(mine())) sessionStorage.removeItem(key);
    }
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(place()))) {
      const row = one(`#items a[data-item="${key.slice(place().length)}"] .items-state`);
      if (row && !row.classList.contains("state-proposed")) sessionStorage.removeItem(key);
    }
  };

  // The same item again (names read, faults shown): what stands there now is the draft. Another item: its own draft, if any.
  const arrive = () => {
    tidy();
    const same = shown === item();
    shown = item();
    const kept = sessionStorage.getItem(place() + item());
    const note = one("#restored");
    if (!kept || !form() || !note || (same && waiting)) return;
    if (same) {
      keep();
      note.hidden = asked !== item();
      return;
    }
    if (kept === JSON.stringify(values(form()))) return;
    asked = item();
    const sent = { ...JSON.parse(kept), do: ["check"] };
    waiting = true;
    const swap = { target: "#review", select: "#review", swap: "outerHTML show:none settle:0ms", values: sent };
    const before = one("#review");
    const answered = () => {
      waiting = false;
      if (one("#review") !== before) arrive();  // refused or cut off: the draft stays as it was kept
    };
    htmx.ajax("POST", form().action, swap).then(answered, answered);
  };

  document.addEventListener("input", (event) => {
    if (event.target.form === form() && form()) keep();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest || !event.target.closest("[data-discard]")) return;
    sessionStorage.removeItem(place() + item());
    asked = shown = "";
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!one("#review") || event.target.closest(".units-more, .look-alike, #others, #items, #progress")) return;
    if (asked !== item()) asked = "";
    arrive();
  });
  document.addEventListener("DOMContentLoaded", arrive);
})();
