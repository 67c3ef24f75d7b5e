// The review desk by keyboard and by selection. Everything here also works by links and buttons.
// Keys survive Vietnamese input methods: Ctrl, Alt, Enter, arrows; digits only outside of text boxes; never bare letters.
(() => {
  "use strict";

  const one = (selector) => document.querySelector(selector);
  let shown = "";
  let scrolled = 0;

  const show = (box, inner) => {
    if (!box || !inner) return;
    const outside = box.getBoundingClientRect();
    const inside = inner.getBoundingClientRect();
    if (inside.top >= outside.top + 24 && inside.bottom <= outside.bottom - 24) return;
    box.scrollTop += inside.top - outside.top - box.clientHeight / 3;
  };

  // After a page or a part of it has arrived: the same place of the text, then the current item's words.
  const settle = (first) => {
    const item = one(".item");
    const key = item ? item.dataset.key : "";
    const text = one("#text");
    if (text && !first) text.scrollTop = scrolled;
    show(text, one(".said-now"));
    show(one("#items"), one("#items [aria-current]"));
    if (key !== shown) {
      shown = key;
      const heading = one("#item");
      if (heading && !first) heading.focus({ preventScroll: window.innerWidth > 1024 });
    }
  };

  const typing = (target) =>
    target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT" ||
    (target.tagName === "INPUT" && !["checkbox", "radio", "submit", "button"].includes(target.type));

  const press = (selector) => {
    const found = one(selector);
    if (found) found.click();
    return Boolean(found);
  };

  const confirm = () => press(".item-buttons .button-main");

  const reject = () => {
    const box = one("#reject");
    if (!box) return false;
    box.open = true;
    const reason = box.querySelector("#id_reason");
    reason.focus();
    reason.select();
    return true;
  };

  const regroup = () => {
    const box = one("#regroup");
    if (!box) return false;
    box.open = true;
    const first = box.querySelector("input[type=checkbox], button");
    if (first) first.focus();
    return Boolean(first);
  };

  const kind = (digit) => {
    const choices = document.querySelectorAll(".kinds input[type=radio]");
    const chosen = choices[digit - 1];
    if (!chosen) return false;
    chosen.checked = true;
    chosen.focus();
    return true;
  };

  const act = (event) => {
    if (event.ctrlKey && !event.altKey && event.key === "Enter") return confirm();
    if (event.altKey && event.shiftKey && !event.ctrlKey) {
      if (event.key === "ArrowDown") return press("[data-merge]");
      return event.key === "Enter" && regroup();
    }
    if (event.altKey && !event.ctrlKey) {
      if (event.key === "ArrowUp") return press("[data-move=previous]");
      if (event.key === "ArrowDown") return press("[data-move=next]");
      if (event.key === "Delete") return reject();
      if (event.key === "Backspace") return press("#undo button");
      if (event.key === "Insert") return one("#add:not([hidden])") && press("#add button");
    }
    const bare = !event.ctrlKey && !event.altKey && !event.metaKey;
    return bare && /^[1-5]$/.test(event.key) && !typing(event.target) && kind(Number(event.key));
  };

  document.addEventListener("keydown", (event) => {
    // While an input method composes, keys belong to it.
    if (event.isComposing || event.keyCode === 229 || event.repeat || !one("#review")) return;
    if (act(event)) event.preventDefault();
  });

  // Offsets are counted in characters of the text, not in UTF-16 units; the item numbers on the page do not count.
  const offset = (node, within) => {
    const start = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const line = start.closest ? start.closest("[data-at]") : null;
    if (!line || !line.closest("#text")) return null;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, within);
    const words = range.cloneContents();
    words.querySelectorAll(".tag").forEach((tag) => tag.remove());
    return Number(line.dataset.at) + Array.from(words.textContent).length;
  };

  document.addEventListener("selectionchange", () => {
    const form = one("#add");
    const selection = document.getSelection();
    if (!form || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const from = range.collapsed ? null : offset(range.startContainer, range.startOffset);
    const to = range.collapsed ? null : offset(range.endContainer, range.endOffset);
    form.hidden = from === null || to === null || to <= from;
    if (!form.hidden) {
      form.elements.from.value = from;
      form.elements.to.value = to;
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("[data-reject]")) {
      event.preventDefault();
      reject();
      return;
    }
    // Boxes on a page are links too; through the list they arrive without loading the pages again.
    const mark = event.target.closest ? event.target.closest("mark[data-item], .spot") : null;
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const box = mark.matches(".spot");
    if (!box && (event.target.closest("a") || !document.getSelection().isCollapsed)) return;
    if (press(`#items a[data-item="${mark.dataset.item}"]`) && box) event.preventDefault();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.id !== "review") return;
    const text = one("#text");
    scrolled = text ? text.scrollTop : 0;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.closest && event.target.closest(".units-more, .look-alike, #others, #items, #progress")) return;
    settle(false);
  });
  document.addEventListener("DOMContentLoaded", () => settle(true));
})();
