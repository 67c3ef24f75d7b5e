// The grid of open work: a column pasted from a spreadsheet, empty lines marked, what was typed kept in this browser until sent.
(() => {
  "use strict";

  const COLUMNS = ["sentence", "mark", "percent", "stage"];
  const grid = document.querySelector("#grid");
  if (!grid) return;
  const note = grid.querySelector("#grid-note");
  let before = null;
  let sending = [];

  const rows = () => [...grid.querySelectorAll("tr[data-share]")];
  const box = (row, name) => row.querySelector(`[name="${row.dataset.share}-${name}"]`);
  const values = (row) => COLUMNS.map((name) => box(row, name).value);
  const filled = (row) => values(row).some((value) => value.trim());
  // Words about restricted work do not outlive the window.
  const store = (row) => ("restricted" in row.dataset ? sessionStorage : localStorage);
  const key = (row) => `namro.grid:${grid.dataset.user}:${row.dataset.share}`;

  const keep = (row) => {
    if (filled(row)) store(row).setItem(key(row), JSON.stringify(values(row)));
    else store(row).removeItem(key(row));
    row.classList.toggle("filled", filled(row));
  };

  const tell = (...words) => {
    const count = rows().filter(filled).length;
    note.textContent = [`${note.dataset.typed} ${count}`, ...words].join(" · ");
  };

  const put = (row, given) => COLUMNS.forEach((name, place) => {
    if (given[place] !== undefined) box(row, name).value = given[place];
  });

  const remember = () => {
    before = rows().map((row) => [row, values(row)]);
    grid.querySelector("[data-undo]").hidden = false;
  };

  const undo = () => {
    if (before) before.forEach(([row, given]) => { put(row, given); keep(row); });
    before = null;
    grid.querySelector("[data-undo]").hidden = true;
    tell();
  };

  // What was typed before a reload, a lost connection or a closed window.
  const restore = () => {
    let count = 0;
    for (const row of rows()) {
      const kept = store(row).getItem(key(row));
      if (kept && !filled(row)) {
        put(row, JSON.parse(kept));
        count += 1;
      }
      row.classList.toggle("filled", filled(row));
    }
    tell(...(count ? [`${note.dataset.kept} ${count}`] : []));
  };

  // Where a box is: its row among the rows, its column among the columns.
  const place = (target) => {
    const row = target.closest ? target.closest("tr[data-share]") : null;
    if (!row || !target.name) return null;
    return { row: rows().indexOf(row), column: COLUMNS.indexOf(target.name.split("-")[1]) };
  };

  const text = (target) => target.tagName !== "SELECT";

  // A spreadsheet's clipboard: lines of cells between tabs; a cell with a line break stands in quotes.
  const cells = (clip) => {
    const lines = [[]];
    for (const [, quoted, plain, end] of clip.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g)) {
      lines[lines.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      if (end === "") break;
      if (end !== "\t") lines.push([]);
    }
    if (lines.length > 1 && lines[lines.length - 1].join("") === "") lines.pop();
    return lines;
  };

  const write = (target, words) => {
    const said = words.trim();
    if (text(target)) target.value = target.name.endsWith("-percent") ? said.replace("%", "").trim() : said;
    else target.value = ([...target.options].find((one) => one.text.toLowerCase() === said.toLowerCase()) || target.options[0]).value;
  };

  grid.addEventListener("paste", (event) => {
    const at = place(event.target);
    const lines = cells(event.clipboardData.getData("text/plain"));
    if (!at || (lines.length === 1 && lines[0].length === 1)) return;
    event.preventDefault();
    remember();
    const here = rows().slice(at.row, at.row + lines.length);
    here.forEach((row, down) => {
      lines[down].slice(0, COLUMNS.length - at.column).forEach((words, right) => write(box(row, COLUMNS[at.column + right]), words));
      keep(row);
    });
    const over = lines.length - here.length;
    tell(`${note.dataset.pasted} ${here.length}`, ...(over > 0 ? [`${note.dataset.over} ${over}`] : []));
  });

  grid.addEventListener("input", (event) => {
    const row = event.target.closest("tr[data-share]");
    if (row) keep(row);
    tell();
  });

  grid.addEventListener("click", (event) => {
    if (event.target.matches("[data-undo]")) undo();
    const mark = event.target.dataset.fill;
    if (!mark) return;
    remember();
    rows().filter((row) => !filled(row) && (mark !== "same" || "said" in row.dataset)).forEach((row) => {
      box(row, "mark").value = mark;
      keep(row);
    });
    tell();
  });

  grid.addEventListener("htmx:beforeRequest", () => {
    sending = rows().filter(filled).map((row) => [store(row), key(row), JSON.stringify(values(row))]);
  });
  grid.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    for (const [where, name, kept] of sending) if (where.getItem(name) === kept) where.removeItem(name);
  });
  document.addEventListener("htmx:afterSwap", (event) => { if (event.target.id === "grid-lines") restore(); });

  document.querySelectorAll(".grid-tools, [data-fill]").forEach((one) => { one.hidden = false; });
  restore();
})();
