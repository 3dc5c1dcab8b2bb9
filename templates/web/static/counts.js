/* Counts by label: a new row comes as soon as the last one is used, and sums are shown as one types. */
"use strict";

(() => {
  const read = (text) => {
    const match = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2}) ?(?:회|건|번)?$/.exec(text.trim());
    return match ? Number(match[1].replaceAll(",", "")) : null;
  };
  const write = (number) => number.toLocaleString("en-US");

  /* Puts an empty row below the last one: its fields are numbered on, new1, new2 and so on. */
  function grow(rows) {
    const last = rows.lastElementChild;
    const [label, number] = last.querySelectorAll("input");
    if (!label.value.trim() && !number.value.trim()) return;
    const row = last.cloneNode(true);
    const free = Math.max(0, ...[...rows.querySelectorAll("input")].map(numberOf)) + 1;
    for (const [index, input] of row.querySelectorAll("input").entries()) {
      input.value = "";
      input.name = input.name.replace(/\/.*$/, `/new${free}`);
      input.id = `${label.id.replace(/-n?\d+$/, "")}-n${free}${index ? "-number" : ""}`;
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    row.querySelector(".before").textContent = "";
    for (const rest of row.querySelectorAll(".mistake, .slot, .history")) rest.remove();
    rows.append(row);
  }

  const numberOf = (input) => Number(/\/new(\d+)$/.exec(input.name)?.[1] ?? 0);

  function sumUp(category) {
    const total = category.querySelector("[data-total]");
    const numbers = [...category.querySelectorAll("[data-number]")].map((input) => read(input.value) ?? 0);
    const computed = numbers.reduce((sum, number) => sum + number, Number(total.dataset.before));
    const stated = read(total.value);
    const line = category.querySelector(".differs");
    total.placeholder = write(computed);
    line.hidden = stated === null || stated === computed;
    line.querySelector("[data-sum]").textContent = write(computed);
    line.querySelector("[data-difference]").textContent =
      stated === null ? "" : `${stated > computed ? "+" : ""}${write(stated - computed)}`;
  }

  document.addEventListener("input", (event) => {
    const category = event.target.closest?.("[data-counts]");
    if (!category) return;
    const rows = event.target.closest(".count-rows");
    if (rows) grow(rows);
    sumUp(category);
  });
})();
