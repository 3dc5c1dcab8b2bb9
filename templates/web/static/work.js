/* The page on which a half-year is filled in: nothing typed is lost unasked, and the eye is led. */
"use strict";

(() => {
  const changed = new Set(); // the names of the parts in which something was typed and not yet saved

  const partOf = (element) => element.closest?.("section.part");

  function mark(part, isChanged) {
    part.classList.toggle("changed", isChanged);
    if (isChanged) changed.add(part.id);
    else changed.delete(part.id);
  }

  document.addEventListener("input", (event) => {
    const part = partOf(event.target);
    if (part) mark(part, true);
  });

  document.addEventListener("change", (event) => {
    const part = partOf(event.target);
    if (part) mark(part, true);
  });

  // A form that goes without htmx takes the whole page along: what it sends is not lost.
  document.addEventListener("submit", (event) => {
    const part = partOf(event.target);
    if (part) changed.delete(part.id);
  });

  window.addEventListener("beforeunload", (event) => {
    if (changed.size) event.preventDefault();
  });

  // After saving: to the first mistake; where there is none, the focus stays, or goes to the button.
  function lead(part) {
    const isUnsaved = Boolean(part.querySelector(".alert"));
    mark(part, isUnsaved);
    const target = part.querySelector("[aria-invalid='true']") || part.querySelector(".alert");
    if (!target) {
      if (!part.contains(document.activeElement)) part.querySelector("form > .buttons button").focus();
      return;
    }
    if (!target.matches("input, select, textarea, button, a")) target.tabIndex = -1;
    target.focus();
  }

  // A field that is left may grow by what is wrong with it, and the button would slip from under the pointer.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("section.part > form > .buttons button")) event.preventDefault();
  });

  // What would be typed while a part is being saved would be gone with the part that comes back.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches?.("section.part form")) partOf(event.target).inert = true;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches?.("section.part form")) partOf(event.target).inert = false;
  });

  // The findings come with the part that was saved; those about rows of other parts go where these stand.
  function layFindings() {
    const slots = document.getElementById("work-slots");
    for (const slot of [...slots.children]) {
      slot.remove();
      document.getElementById(slot.id)?.replaceWith(slot);
    }
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    const swapped = event.detail.elt;
    if (!swapped.matches?.("section.part")) return;
    layFindings();
    lead(swapped);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const dialog = event.detail.target;
    if (dialog.id === "row-history" && !dialog.open) dialog.showModal();
  });
})();
