// Units offered while a name is typed (combobox pattern). htmx fetches the list; the server decides what fits.
// Keys survive Vietnamese input methods: nothing is done while one composes. Without script the typed name is read by the server.
(() => {
  "use strict";

  const boxOf = (target) => (target && target.closest ? target.closest("[data-units]") : null);
  const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"));
  const optionsOf = (list) => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
  const activeOf = (list) => list.querySelector("[aria-selected=true]");
  const isOpen = (box) => !listOf(box).hidden;

  const state = (box, open) => {
    listOf(box).hidden = !open;
    if (box.getAttribute("role") === "combobox") box.setAttribute("aria-expanded", String(open));
  };

  const activate = (box, option) => {
    const list = listOf(box);
    for (const one of optionsOf(list)) one.setAttribute("aria-selected", String(one === option));
    if (!option) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const open = (box) => {
    const list = listOf(box);
    if (!list.children.length) return;
    [...list.children].forEach((one, place) => { one.id = `${list.id}_${place}`; });
    state(box, true);
    list.scrollIntoView({ block: "nearest" });
  };

  const close = (box) => {
    activate(box, null);
    state(box, false);
  };

  // Several units are written one a line: the line with the cursor is the name.
  const lineOf = (box) => {
    const at = box.selectionStart;
    const start = box.value.lastIndexOf("\n", at - 1) + 1;
    const end = box.value.indexOf("\n", at);
    return [start, end < 0 ? box.value.length : end];
  };
  const many = (box) => box.tagName === "TEXTAREA";

  const choose = (box, option) => {
    if (many(box)) {
      const [start, end] = lineOf(box);
      box.setRangeText(option.dataset.value, start, end, "end");
    } else {
      box.value = option.dataset.value;
    }
    close(box);
    listOf(box).replaceChildren();
    box.focus();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const move = (box, step) => {
    const list = listOf(box);
    const options = optionsOf(list);
    if (!options.length) return false;
    if (!isOpen(box)) {
      if (many(box)) return false;
      open(box);
    }
    const place = options.indexOf(activeOf(list));
    const next = place < 0 && step < 0 ? options.length - 1 : (place + step + options.length) % options.length;
    activate(box, options[next]);
    return true;
  };

  const press = (box, key) => {
    const active = isOpen(box) ? activeOf(listOf(box)) : null;
    if (key === "ArrowDown") return move(box, 1);
    if (key === "ArrowUp") return move(box, -1);
    if (key === "Enter" && active) {
      choose(box, active);
      return true;
    }
    const wasOpen = isOpen(box);
    if (["Enter", "Escape", "Tab"].includes(key)) close(box);
    return key === "Escape" && wasOpen;
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    const box = boxOf(event.target);
    if (box && press(box, event.key)) event.preventDefault();
  });

  const optionAt = (target) => (target.closest ? target.closest(".unit-list [role=option]") : null);

  document.addEventListener("mousedown", (event) => {
    // The box keeps the focus while an option is clicked.
    if (event.target.closest && event.target.closest(".unit-list")) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const option = optionAt(event.target);
    if (!option || option.hasAttribute("aria-disabled")) return;
    choose(document.querySelector(`[aria-controls="${option.parentElement.id}"]`), option);
  });

  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box) close(box);
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const box = boxOf(event.target);
    if (box && many(box)) {
      event.detail.parameters[box.name] = box.value.slice(...lineOf(box)).trim();
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.target.matches || !event.target.matches(".unit-list")) return;
    const box = document.querySelector(`[aria-controls="${event.target.id}"]`);
    if (!box) return;
    close(box);
    if (document.activeElement === box) open(box);
  });
})();
