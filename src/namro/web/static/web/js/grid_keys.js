// The grid of open work by keyboard, as in a spreadsheet: Enter and arrows from box to box, Ctrl + Enter sends.
(() => {
  "use strict";

  const COLUMNS = ["sentence", "mark", "percent", "stage"];
  const grid = document.querySelector("#grid");
  if (!grid) return;

  const rows = () => [...grid.querySelectorAll("tr[data-share]")];
  const send = () => grid.querySelector("#grid-send");

  const go = (row, column) => {
    const found = rows()[row];
    if (!found || column < 0 || column >= COLUMNS.length) return false;
    const box = found.querySelector(`[name="${found.dataset.share}-${COLUMNS[column]}"]`);
    box.focus();
    if (box.select) box.select();
    box.scrollIntoView({ block: "nearest" });
    return true;
  };

  // Whether an arrow would leave the words of a box: at their edge, or while all of them are selected.
  const leaves = (box, back) => {
    if (box.tagName === "SELECT") return false;
    const all = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    return all || (back ? box.selectionEnd === 0 : box.selectionStart === box.value.length);
  };

  const act = (event) => {
    const box = event.target;
    if (event.ctrlKey && event.key === "Enter") {
      send().click();
      return true;
    }
    const line = box.closest("tr[data-share]");
    if (!line || !box.name || event.altKey || event.shiftKey || event.metaKey) return false;
    const row = rows().indexOf(line);
    const column = COLUMNS.indexOf(box.name.split("-")[1]);
    const choosing = box.tagName === "SELECT";
    switch (event.key) {
      case "Enter":
        if (!go(row + 1, column)) send().focus();
        return true;
      case "ArrowDown":
        return (event.ctrlKey || leaves(box, false)) && go(row + 1, column);
      case "ArrowUp":
        return (event.ctrlKey || leaves(box, true)) && go(row - 1, column);
      case "ArrowRight":
        return !event.ctrlKey && (choosing || leaves(box, false)) && go(row, column + 1);
      case "ArrowLeft":
        return !event.ctrlKey && (choosing || leaves(box, true)) && go(row, column - 1);
      default:
        return false;
    }
  };

  grid.addEventListener("keydown", (event) => {
    // While an input method composes, keys belong to it.
    if (event.isComposing || event.keyCode === 229) return;
    if (act(event)) event.preventDefault();
  });
})();
