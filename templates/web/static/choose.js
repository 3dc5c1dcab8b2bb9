/* One box that chooses all lines of a list, and says how many are chosen. */
"use strict";

(() => {
  const label = document.querySelector("[data-choose-all]");
  const all = label?.querySelector("input");
  const boxes = all ? [...all.form.querySelectorAll("td input[type='checkbox']")] : [];
  if (!boxes.length) return;

  function tell() {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
    label.querySelector("[role='status']").textContent = chosen ? `${chosen}건 선택함` : "";
  }

  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener("change", tell);
  label.hidden = false;
  tell(); // a browser that comes back keeps what was chosen
})();
