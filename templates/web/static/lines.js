/* Topics and details of a half-year: added, removed and moved without asking the server.  Without this script the
   same buttons send the form, and the page comes again with what was typed. */
"use strict";

(() => {
  const LINE = "li.line";
  document.documentElement.classList.add("scripted"); // shows what only a script can do: handles to drag by

  const listOf = (element) => element.closest?.("[data-lines]");
  const isTopic = (line) => line.classList.contains("topic");
  const textOf = (line) => line.querySelector(":scope > .row textarea");
  const topicsIn = (list) => [...list.querySelector(":scope > ol").children];
  const detailsIn = (topic) => [...topic.querySelector(":scope > ol").children];
  const ids = (lines) => lines.map((line) => line.dataset.line).join(" ");
  const siblings = (line) => [...line.parentElement.children];

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(6));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* Writes the order that people see into the fields that are sent. */
  function keep(list) {
    list.querySelector(":scope > input[name='order']").value = ids(topicsIn(list));
    for (const topic of topicsIn(list)) {
      topic.querySelector(":scope > input[name$='.order']").value = ids(detailsIn(topic));
    }
    const empty = list.querySelector(":scope > .empty");
    if (empty) empty.hidden = topicsIn(list).length > 0;
    list.dispatchEvent(new Event("input", { bubbles: true })); // the part has unsaved changes
  }

  function say(list, words) {
    list.querySelector("[data-said]").textContent = words;
  }

  function place(line) {
    const kind = isTopic(line) ? "항목" : "세부 내용";
    return `${kind} ${siblings(line).indexOf(line) + 1}번째(모두 ${siblings(line).length}개)`;
  }

  function focusOn(line, atEnd = false) {
    const field = textOf(line) || line.querySelector(".fixed");
    field?.focus();
    if (atEnd && field?.setSelectionRange) field.setSelectionRange(field.value.length, field.value.length);
  }

  /* New lines are made of the pattern that came with the page; capitals stand for the ids. */
  function pattern(list, topicId, detailId) {
    const made = document.createElement("template");
    const source = list.querySelector(":scope > template").innerHTML;
    made.innerHTML = source.replaceAll("NEWTOPIC", topicId).replaceAll("NEWDETAIL", detailId);
    return made.content.querySelector(LINE);
  }

  function addTopic(list) {
    const topic = pattern(list, newId(), newId());
    for (const detail of detailsIn(topic)) detail.remove();
    list.querySelector(":scope > ol").append(topic);
    return done(list, topic, "항목을 추가하였습니다.");
  }

  function newDetail(list, text = "") {
    const [detail] = detailsIn(pattern(list, newId(), newId()));
    detail.remove();
    textOf(detail).value = text;
    return detail;
  }

  function addDetail(list, topic, after = null, text = "") {
    const detail = newDetail(list, text);
    if (after) after.after(detail);
    else topic.querySelector(":scope > ol").append(detail);
    return done(list, detail, "세부 내용을 추가하였습니다.");
  }

  function done(list, line, words) {
    window.htmx?.process(line);
    const field = textOf(line);
    if (field) grow(field);
    keep(list);
    focusOn(line);
    say(list, words);
    return line;
  }

  /* A topic of earlier half-years: its text stands there, and cannot be edited here. */
  function join(list) {
    const select = list.querySelector("select[name='join']");
    const option = select.selectedOptions[0];
    if (!option?.value) return select.focus();
    const topic = pattern(list, option.value, newId());
    const heading = document.createElement("p");
    heading.className = "fixed";
    heading.tabIndex = -1;
    heading.textContent = option.textContent;
    topic.querySelector(":scope > .row > .saying").replaceChildren(heading);
    topic.querySelector(":scope > .row").classList.add("undated");
    topic.querySelector(":scope > .row > .dating").remove();
    list.querySelector(":scope > ol").append(topic);
    window.htmx?.process(topic);
    option.remove();
    select.value = "";
    keep(list);
    focusOn(detailsIn(topic)[0]);
    say(list, `'${option.textContent}' 항목에 세부 내용을 추가하였습니다.`);
  }

  /* Moves a line one place; a detail at the end of its topic goes on to the next one. */
  function move(line, by) {
    const list = listOf(line);
    const there = by < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (there) by < 0 ? there.before(line) : there.after(line);
    else if (isTopic(line) || !moveBeyond(line, by)) return say(list, "더 옮길 수 없습니다.");
    keep(list);
    say(list, `옮겼습니다: ${place(line)}`);
  }

  function moveBeyond(detail, by) {
    const topic = detail.parentElement.closest(LINE);
    const beyond = by < 0 ? topic.previousElementSibling : topic.nextElementSibling;
    if (!beyond) return false;
    const target = beyond.querySelector(":scope > ol");
    if (by < 0) target.append(detail);
    else target.prepend(detail);
    return true;
  }

  function remove(line) {
    const list = listOf(line);
    const lines = [...list.querySelectorAll(LINE)].filter((each) => each === line || !line.contains(each));
    const at = lines.indexOf(line);
    const next = lines[at - 1] || lines[at + 1];
    line.remove();
    keep(list);
    if (next) focusOn(next, true);
    else list.querySelector("button.add:not(template *)")?.focus();
    say(list, "삭제하였습니다. 저장하면 반영됩니다.");
  }

  function act(button) {
    const [step] = button.value.split(".");
    const list = listOf(button);
    const line = button.closest(LINE);
    if (step === "add") line ? addDetail(list, line) : addTopic(list);
    else if (step === "join") join(list);
    else if (step === "remove") remove(line);
    else {
      move(line, step === "up" ? -1 : 1);
      button.focus(); // moving a line takes the focus away from what is in it
    }
  }

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("[data-lines] button[name='step']");
      if (!button) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // nor shall htmx send the form
      act(button);
    },
    true,
  );

  /* Keys: Alt+↑ and Alt+↓ move the line; Enter begins the next detail; Backspace takes an empty new one away. */
  document.addEventListener("keydown", (event) => {
    const line = event.target.closest?.(`[data-lines] ${LINE}`);
    if (!line || event.isComposing) return; // Enter that ends a Korean syllable adds no line
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const field = document.activeElement;
      move(line, event.key === "ArrowUp" ? -1 : 1);
      field.focus();
    } else if (event.target.matches("textarea")) typed(event, line);
  });

  function typed(event, line) {
    const list = listOf(line);
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      if (!isTopic(line)) addDetail(list, line.parentElement.closest(LINE), line);
      else if (detailsIn(line)[0]) {
        const detail = newDetail(list);
        detailsIn(line)[0].before(detail);
        done(list, detail, "세부 내용을 추가하였습니다.");
      } else addDetail(list, line);
    } else if (event.key === "Backspace" && isEmpty(line) && line.querySelector(".row button.remove")) {
      event.preventDefault();
      remove(line);
    }
  }

  function isEmpty(line) {
    const fields = line.querySelectorAll("textarea, input.date");
    return !line.querySelector(LINE) && [...fields].every((field) => !field.value.trim());
  }

  /* Several lines that are pasted become several details; the marks in front of them are the form's own. */
  document.addEventListener("paste", (event) => {
    const field = event.target;
    const line = field.matches?.("[data-lines] textarea") ? field.closest(LINE) : null;
    const pasted = (event.clipboardData?.getData("text/plain") || "").split(/\r\n|\r|\n/);
    const texts = pasted.map((text) => text.replace(/^\s*[-❍○◦·•]\s*/u, "").trim()).filter(Boolean);
    if (!line || texts.length < 2) return;
    event.preventDefault();
    field.setRangeText(texts[0], field.selectionStart, field.selectionEnd, "end");
    grow(field);
    let last = isTopic(line) ? null : line;
    const topic = isTopic(line) ? line : line.parentElement.closest(LINE);
    for (const text of texts.slice(1)) last = addDetail(listOf(line), topic, last, text);
    say(listOf(line), `${texts.length}줄을 붙여 넣었습니다.`);
  });

  /* Dragging: by the handle; the line goes along under the pointer, and back where it was on Escape. */
  let dragged = null;

  document.addEventListener("dragstart", (event) => {
    if (!event.target.matches?.("[data-lines] .handle")) return;
    const line = event.target.closest(LINE);
    dragged = { line, list: listOf(line), parent: line.parentElement, next: line.nextElementSibling };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(line, 0, 0);
    line.classList.add("dragged");
  });

  document.addEventListener("dragover", (event) => {
    if (!dragged || listOf(event.target) !== dragged.list) return;
    event.preventDefault();
    const { line } = dragged;
    const over = event.target.closest(isTopic(line) ? "li.topic" : LINE);
    if (!over || over === line || line.contains(over)) return;
    if (isTopic(over) && !isTopic(line)) return void over.querySelector(":scope > ol").prepend(line);
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(line);
    else over.after(line);
  });

  document.addEventListener("drop", (event) => {
    if (dragged) event.preventDefault();
  });

  document.addEventListener("dragend", (event) => {
    if (!dragged) return;
    const { line, list, parent, next } = dragged;
    dragged = null;
    line.classList.remove("dragged");
    if (event.dataTransfer.dropEffect === "none") return parent.insertBefore(line, next);
    keep(list);
    say(list, `옮겼습니다: ${place(line)}`);
  });

  /* Fields as high as their text, where the browser does not do that by itself. */
  function grow(field) {
    if (CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  const growAll = (within) => within.querySelectorAll(".line textarea").forEach(grow);
  document.addEventListener("input", (event) => event.target.matches?.(".line textarea") && grow(event.target));
  document.addEventListener("toggle", (event) => growAll(event.target), true);
  document.addEventListener("htmx:afterSettle", (event) => growAll(event.target));
  growAll(document);
})();
