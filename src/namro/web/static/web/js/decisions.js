// The list of what waits for a decision by keyboard: arrows between lines, Space chooses, Ctrl + Enter confirms.
(() => {
  "use strict";

  const form = document.querySelector("#confirm");
  if (!form) return;
  document.querySelector(".decisions-keys").hidden = false;
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];

  const go = (place) => {
    if (!boxes[place]) return false;
    boxes[place].focus();
    boxes[place].closest("tr").scrollIntoView({ block: "nearest" });
    return true;
  };

  const act = (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      form.querySelector("button[value=accept]").click();
      return true;
    }
    if (event.altKey && event.key === "Delete") {
      form.querySelector("#reason").focus();
      return true;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const line = event.target.closest ? event.target.closest("tbody tr") : null;
    const here = line ? boxes.indexOf(line.querySelector("input[type=checkbox]")) : -1;
    if (event.key === "ArrowDown" && (line || event.target === document.body)) return go(here + 1);
    if (event.key === "ArrowUp" && line) return go(here - 1);
    // Enter in the box of the reason returns; on a line it would only surprise.
    if (event.key === "Enter" && event.target.id === "reason") {
      form.querySelector("button[value=return]").click();
      return true;
    }
    return event.key === "Enter" && boxes.includes(event.target);
  };

  document.addEventListener("keydown", (event) => {
    // While an input method composes, keys belong to it.
    if (event.isComposing || event.keyCode === 229) return;
    if (act(event)) event.preventDefault();
  });
})();
