/* Budget grids: keys move between the cells, a block from a spreadsheet may be pasted, sums are shown as one types.
   Amounts are read as gongyak/editing/figures.py reads them, which has the last word when the form is saved. */
"use strict";

(() => {
  const CELL = "[data-grid] input";
  const AMOUNT = "[data-measure]";
  const MINUS = "[-−–—―﹣△▲∆Δ]";
  const FORM = new RegExp(
    `^(\\()? ?(${MINUS})? ?((?:\\d{1,15}|\\d{1,3}(?:,\\d{3}){1,4})(?:\\.\\d{1,9})?) ?(원|천원|만원|백만원|억원|억)? ?(\\))?$`,
  );
  // What each unit is in 천원, as a shift of the decimal point: no fraction is ever rounded.
  const SHIFT = { 원: -3, 천원: 0, 만원: 1, 백만원: 3, 억: 5, 억원: 5 };
  const LONGEST = 15; // figures of the largest amount
  const done = []; // what was changed last: a list of [input, before] each
  let held = null; // the input with the focus, and what it held then

  const plain = (text) =>
    text
      .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .trim()
      .replace(/\s+/g, " ");

  /* The amount in 천원, null for nothing, undefined for what is no amount. */
  function read(text, isExecuted) {
    const typed = plain(text);
    if (!typed) return null;
    if (new RegExp(`^${MINUS}$`).test(typed)) return 0;
    const match = FORM.exec(typed);
    if (!match || Boolean(match[1]) !== Boolean(match[5])) return undefined;
    const isNegative = Boolean(match[1]) && !isExecuted;
    if (isNegative && match[2]) return undefined;
    const amount = shifted(match[3].replaceAll(",", ""), SHIFT[match[4] || "천원"]);
    if (amount === undefined) return undefined;
    return (isNegative || match[2] ? -1 : 1) * amount || 0;
  }

  function shifted(number, places) {
    const [whole, rest = ""] = number.split(".");
    const figures = whole + rest + "0".repeat(Math.max(0, places));
    const point = Math.max(0, whole.length + places);
    const padded = places < 0 ? figures.padStart(-places, "0") : figures;
    const head = padded.slice(0, places < 0 ? padded.length - rest.length + places : point) || "0";
    const tail = padded.slice(places < 0 ? padded.length - rest.length + places : point);
    if (/[1-9]/.test(tail) || head.replace(/^0+/, "").length > LONGEST) return undefined;
    return Number(head);
  }

  const write = (amount) => (amount === null || amount === undefined ? "" : amount.toLocaleString("en-US"));

  const readCell = (input) => read(input.value, input.dataset.measure === "executed");

  function tidy(input) {
    const amount = readCell(input);
    if (amount !== undefined) input.value = write(amount);
    judge(input, amount === undefined);
  }

  /* Says beside a cell that it holds no amount, or takes that back. */
  function judge(input, isWrong) {
    const id = `${input.id}-wrong`;
    const told = document.getElementById(id);
    if (!isWrong) {
      if (told) told.remove();
      if (input.getAttribute("aria-describedby") === id) input.removeAttribute("aria-describedby");
      input.removeAttribute("aria-invalid");
    } else if (!told) {
      const mistake = document.createElement("p");
      mistake.className = "mistake";
      mistake.id = id;
      mistake.textContent = "금액으로 읽을 수 없습니다.";
      input.after(mistake);
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", id);
    }
  }

  // Sums.

  const isBase = (cell) => cell.dataset.source !== "" && cell.dataset.column !== "";

  function known(cell) {
    const amount = cell.matches("input") ? readCell(cell) : read(cell.textContent, false);
    return amount === undefined ? null : amount;
  }

  const add = (amounts) => {
    const entered = amounts.filter((amount) => amount !== null);
    return entered.length ? entered.reduce((sum, amount) => sum + amount, 0) : null;
  };

  /* Sums up one sheet: its totals are those of its own cells. */
  function sumUp(sheet) {
    const cells = [...sheet.querySelectorAll(AMOUNT)];
    const base = cells.filter(isBase);
    for (const total of cells.filter((cell) => !isBase(cell))) {
      const { measure, source, column } = total.dataset;
      const parts = base.filter(
        (cell) =>
          cell.dataset.measure === measure &&
          (source === "" || cell.dataset.source === source) &&
          (column === "" || cell.dataset.column === column),
      );
      showSum(total, add(parts.map(known)));
    }
  }

  function showSum(total, computed) {
    const line = total.parentElement.querySelector(".sum");
    const stated = readCell(total);
    total.placeholder = write(computed);
    line.hidden = stated === null || stated === undefined || computed === null;
    line.querySelector("[data-sum]").textContent = write(computed);
    const differs = !line.hidden && stated !== computed;
    const sign = stated > computed ? "+" : "";
    line.querySelector("[data-difference]").textContent = differs ? `차 ${sign}${write(stated - computed)}` : "";
  }

  /* Sums up the sheet of a cell, and the sheet of the pledge as a whole. */
  function reckon(cell) {
    const own = cell.closest("[data-budget]");
    const form = cell.closest("form");
    const whole = form.querySelector('[data-budget="whole"]');
    if (own !== whole) sumUp(own);
    if (!whole) return;
    const projects = [...form.querySelectorAll(`[data-budget="project"] ${AMOUNT}`)];
    for (const shown of whole.querySelectorAll("output[data-measure]")) {
      const { measure, source, column } = shown.dataset;
      const parts = projects.filter(
        (each) =>
          each.dataset.measure === measure &&
          each.dataset.source === source &&
          each.dataset.column === column,
      );
      shown.textContent = write(add(parts.map(known)));
    }
    sumUp(whole);
  }

  // Places: a cell by its row and its place among the row's cells.

  const rowsOf = (input) => [...input.closest("[data-grid]").tBodies[0].rows];
  const cellsOf = (row) => [...row.querySelectorAll("td")];
  const inputIn = (cell) => (cell ? cell.querySelector("input") : null);

  function placeOf(input) {
    const row = input.closest("tr");
    return [rowsOf(input).indexOf(row), cellsOf(row).indexOf(input.closest("td"))];
  }

  /* The next cell one can type into on the way. */
  function towards(input, down, right) {
    const rows = rowsOf(input);
    let [row, column] = placeOf(input);
    for (;;) {
      row += down;
      column += right;
      const cells = rows[row] ? cellsOf(rows[row]) : [];
      if (!cells[column]) return null;
      if (inputIn(cells[column])) return inputIn(cells[column]);
    }
  }

  function go(input) {
    if (!input) return;
    input.focus();
    input.select();
  }

  // Keys.

  const isWhole = (input) => input.selectionStart === 0 && input.selectionEnd === input.value.length;

  function wayOf(event, input) {
    switch (event.key) {
      case "ArrowUp":
        return [-1, 0];
      case "ArrowDown":
        return [1, 0];
      case "Enter":
        return [event.shiftKey ? -1 : 1, 0];
      case "ArrowLeft":
        return isWhole(input) || input.selectionEnd === 0 ? [0, -1] : null;
      case "ArrowRight":
        return isWhole(input) || input.selectionStart === input.value.length ? [0, 1] : null;
      default:
        return null;
    }
  }

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches?.(CELL) || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      undo(event, input);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== "Enter")) return;
    if (event.key === "Escape" && held?.input === input && input.value !== held.before) {
      input.value = held.before;
      notice([input]);
      return;
    }
    const way = wayOf(event, input);
    if (!way) return;
    event.preventDefault(); // Enter would send the form
    go(towards(input, ...way));
  });

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.(CELL)) return;
    held = { input: event.target, before: event.target.value };
    offerHistory(event.target);
  });

  /* Leads from the head of the sheet to the history of the cell one is in. */
  function offerHistory(input) {
    const link = input.closest("[data-budget]").querySelector("[data-history]");
    link.href = link.dataset.history + encodeURIComponent(input.dataset.reference);
    link.setAttribute("hx-get", link.href);
    link.textContent = `${input.getAttribute("aria-label")} 칸의 이력`;
    link.hidden = false;
    window.htmx?.process(link);
  }

  document.addEventListener("focusout", (event) => {
    const input = event.target;
    if (!input.matches?.(CELL) || held?.input !== input) return;
    tidy(input);
    if (input.value !== held.before) done.push([[input, held.before]]);
    reckon(input);
    held = null;
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches?.(`[data-budget] input${AMOUNT}`)) reckon(event.target);
  });

  /* Lets the sums, and whatever else listens to the form, know what a script has changed. */
  function notice(inputs) {
    for (const input of inputs) input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Pasting.

  /* The rows of what was copied from a spreadsheet; a cell in quotation marks may hold tabs and line breaks. */
  function rowsIn(text) {
    const rows = [[]];
    const cells = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
    let match;
    while ((match = cells.exec(text))) {
      const quoted = match[1]?.replaceAll('""', '"');
      rows.at(-1).push(quoted ?? match[2]);
      if (match[3] === "") break;
      if (match[3] !== "\t") rows.push([]);
    }
    while (rows.length && rows.at(-1).every((cell) => cell === "")) rows.pop();
    return rows;
  }

  document.addEventListener("paste", (event) => {
    const input = event.target;
    if (!input.matches?.(CELL)) return;
    const rows = rowsIn(event.clipboardData.getData("text/plain"));
    if (rows.length === 0 || (rows.length === 1 && rows[0].length === 1)) return;
    event.preventDefault();
    fill(input, rows);
  });

  function fill(input, rows) {
    const [top, left] = placeOf(input);
    const lines = rowsOf(input);
    const changes = [];
    const wrong = [];
    const outside = [];
    if (held && input.value !== held.before) done.push([[input, held.before]]); // what was typed until now
    for (const [down, row] of rows.entries()) {
      for (const [right, text] of row.entries()) {
        const line = lines[top + down];
        const target = line ? inputIn(cellsOf(line)[left + right]) : null;
        if (target) {
          changes.push([target, target.value]);
          target.value = text.trim();
          tidy(target);
          if (target.hasAttribute("aria-invalid")) wrong.push(text.trim());
        } else if (text.trim()) {
          outside.push(text.trim());
        }
      }
    }
    done.push(changes);
    if (held) held.before = input.value;
    notice(changes.map(([target]) => target));
    tell(input, changes.length, wrong, outside);
  }

  const few = (texts) => texts.slice(0, 8).join(", ") + (texts.length > 8 ? " …" : "");

  function tell(input, number, wrong, outside) {
    const parts = [`${number}칸에 붙여 넣었습니다(되돌리기: Ctrl+Z).`];
    if (wrong.length) parts.push(`금액으로 읽을 수 없는 ${wrong.length}칸을 고쳐 주시기 바랍니다: ${few(wrong)}.`);
    if (outside.length) parts.push(`표를 벗어난 ${outside.length}칸은 넣지 못하였습니다: ${few(outside)}.`);
    say(input, parts.join(" "), wrong.length + outside.length > 0);
  }

  function say(input, text, isWarning) {
    const told = input.closest("form").querySelector("[data-grid-told]");
    told.classList.toggle("warn", isWarning);
    told.textContent = text;
  }

  /* Takes back what was typed or pasted last.  While one types in a cell, the browser itself does. */
  function undo(event, input) {
    if (held?.input === input && input.value !== held.before) return;
    let last = [];
    while (done.length && !last.length) last = done.pop().filter(([target]) => target.isConnected);
    if (!last.length) return;
    event.preventDefault();
    for (const [target, before] of last) {
      target.value = before;
      tidy(target);
      if (target === held?.input) held.before = target.value;
    }
    notice(last.map(([target]) => target));
    go(last[0][0]);
    say(input, `${last.length}칸을 되돌렸습니다.`, false);
  }
})();
