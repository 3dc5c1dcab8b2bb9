/* Inside the sandboxed frame: shows the Word document that the page around it hands over.  The frame has no
   origin, no cookies and no network, so whatever a document smuggles in has nothing to reach. */
"use strict";

const pages = document.getElementById("pages");
const note = document.getElementById("note");
const site = new URL(document.baseURI).origin;
const LARGEST_ZOOM = 1.25;
const MARGIN = 16;
const OPTIONS = {
  ignoreLastRenderedPageBreak: false,
  renderAltChunks: false, // they are whole pages of HTML
  renderComments: true,
};

function tell(what) {
  parent.postMessage(what, site);
}

/* A sheet of paper becomes as wide as the frame. */
function fit() {
  const sheet = pages.querySelector("section");
  if (!sheet) return;
  pages.style.zoom = 1;
  const zoom = Math.min((document.documentElement.clientWidth - MARGIN) / sheet.offsetWidth, LARGEST_ZOOM);
  pages.style.zoom = zoom;
  tell({ height: Math.ceil(pages.getBoundingClientRect().height) });
}

/* Links lead out of the frame, where nothing could be loaded; those within the document stay. */
function quieten() {
  for (const link of pages.querySelectorAll("a[href], area[href]")) {
    const target = link.getAttribute("href");
    if (!target.startsWith("#")) {
      link.removeAttribute("href");
      link.title = target;
    }
  }
}

function hideNote() {
  note.hidden = true;
}

/* A comment stands beside its mark, within the frame, as long as that is pointed at or has the focus. */
function showNote(mark) {
  const popover = mark.nextElementSibling;
  const box = mark.getBoundingClientRect();
  note.replaceChildren(...[...popover.children].map((each) => each.cloneNode(true)));
  note.hidden = false;
  const left = Math.min(box.left, document.documentElement.clientWidth - note.offsetWidth - MARGIN);
  const below = box.bottom + scrollY;
  const isLow = below + note.offsetHeight > document.documentElement.scrollHeight;
  note.style.left = `${Math.max(left, 0)}px`;
  note.style.top = `${isLow ? box.top + scrollY - note.offsetHeight : below}px`;
}

function offerNotes() {
  for (const mark of pages.querySelectorAll(".docx-comment-ref")) {
    mark.textContent = "메모";
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    for (const kind of ["pointerenter", "focus", "click"]) mark.addEventListener(kind, () => showNote(mark));
    for (const kind of ["pointerleave", "blur"]) mark.addEventListener(kind, hideNote);
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideNote();
  });
}

async function show(content) {
  try {
    await docx.renderAsync(content, pages, null, OPTIONS);
    quieten();
    offerNotes();
    new ResizeObserver(fit).observe(document.documentElement);
    fit();
  } catch {
    tell({ failed: true });
  }
}

addEventListener("message", (event) => {
  if (event.source === parent && event.origin === site) show(event.data.document);
});
tell({ ready: true });
