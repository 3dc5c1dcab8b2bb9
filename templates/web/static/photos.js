/* Photos are seen, described, moved and taken out again before they are sent.  Without this script the same form
   works in smaller steps: files are chosen at once, captions typed and photos moved after they were sent. */
"use strict";

(() => {
  const KINDS = ["image/jpeg", "image/png"];
  // Files by the ids of their cards: a card that comes back from the server with a mistake gets its file again.
  const files = new Map();
  let dragged = null;

  const list = () => document.querySelector("[data-photos]");
  const part = () => list()?.closest("section.part");
  const cards = () => [...list().querySelectorAll(":scope > li")];
  const limit = (name) => Number(list().dataset[name]);
  const megabytes = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const captionOf = (card) => card.querySelector("input[name^='caption.']").value || "설명 없는 사진";

  function say(text) {
    part().querySelector("[data-said]").textContent = text;
  }

  // The ids that the form sends follow the cards.
  function order() {
    part().querySelector("input[name='order']").value = cards().map((card) => card.dataset.id).join(" ");
    cards().forEach((card, place, all) => {
      const [up, down] = card.querySelectorAll("button[name='move']");
      up.disabled = place === 0;
      down.disabled = place === all.length - 1;
    });
  }

  function changed() {
    order();
    list().dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A file's name describes the photo, unless a camera gave it; the server knows the same pattern.
  function captionFrom(name) {
    const stem = name.normalize("NFC").replace(/\.[A-Za-z0-9]{1,5}$/, "").replaceAll("_", " ").trim();
    const isCamera = new RegExp(list().dataset.camera, "i").test(stem) || !/\p{L}/u.test(stem);
    return isCamera ? "" : stem.slice(0, 160);
  }

  function newId() {
    const random = crypto.getRandomValues(new Uint8Array(8));
    return `n${[...random].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  }

  function refusal(file, count, bytes) {
    if (/\.hei[cf]$/i.test(file.name)) {
      return "HEIC 사진은 올릴 수 없습니다. 휴대전화의 카메라 설정에서 '높은 호환성'을 고르거나 JPEG로 내보내어 주시기 바랍니다.";
    }
    if (!KINDS.includes(file.type)) return "JPEG나 PNG가 아닙니다.";
    if (file.size > limit("largestFile")) return `${megabytes(file.size)}로 너무 큽니다(한도 ${megabytes(limit("largestFile"))}).`;
    if (count >= limit("most")) return `한 번에 ${limit("most")}장까지 올릴 수 있습니다. 저장한 뒤 이어서 올려 주시기 바랍니다.`;
    if (bytes + file.size > limit("largest")) return `한 번에 모두 ${megabytes(limit("largest"))}까지 올릴 수 있습니다. 저장한 뒤 이어서 올려 주시기 바랍니다.`;
    const same = [...files.values()].some((each) => each.name === file.name && each.size === file.size && each.lastModified === file.lastModified);
    return same ? "이미 고른 사진입니다." : "";
  }

  // The card shows the picture and holds the file: the form sends it as if it had been chosen there.
  function fill(card, file) {
    const input = card.querySelector("input[type='file']");
    const held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
    input.classList.add("filled");
    let picture = card.querySelector(".picture img");
    if (!picture) picture = card.querySelector(".picture").appendChild(document.createElement("img"));
    const address = URL.createObjectURL(file);
    const forget = () => URL.revokeObjectURL(address);
    picture.addEventListener("load", forget, { once: true });
    picture.addEventListener("error", () => {
      forget();
      picture.replaceWith("미리 볼 수 없음");
    }, { once: true });
    picture.alt = "";
    picture.src = address;
  }

  function name(card, id, caption) {
    card.dataset.id = id;
    const [file, text] = [card.querySelector("input[type='file']"), card.querySelector("input[maxlength]")];
    for (const [input, field] of [[file, "file"], [text, "caption"]]) {
      input.id = `${field}-${id}`;
      input.name = `${field}.${id}`;
      input.previousElementSibling.htmlFor = input.id;
    }
    text.value = caption;
    const [up, down] = card.querySelectorAll("button[name='move']");
    [up.value, down.value] = [`up ${id}`, `down ${id}`];
  }

  function label(card) {
    const called = captionOf(card);
    const [up, down] = card.querySelectorAll("button[name='move']");
    up.setAttribute("aria-label", `앞으로: ${called}`);
    down.setAttribute("aria-label", `뒤로: ${called}`);
    card.querySelector("[data-drop]")?.setAttribute("aria-label", `빼기: ${called}`);
  }

  function add(chosen) {
    const refused = part().querySelector("[data-refused]");
    refused.replaceChildren();
    let first = null;
    for (const file of chosen) {
      const bytes = [...files.values()].reduce((sum, each) => sum + each.size, 0);
      const why = refusal(file, files.size, bytes);
      if (why) {
        const line = document.createElement("li");
        line.textContent = `${file.name.normalize("NFC")}: ${why}`;
        refused.append(line);
        continue;
      }
      const card = document.querySelector("[data-photo-card]").content.firstElementChild.cloneNode(true);
      const id = newId();
      files.set(id, file);
      name(card, id, captionFrom(file.name));
      card.querySelector("[data-size]").textContent = `${file.name.normalize("NFC")} · ${megabytes(file.size)}`;
      list().append(card);
      fill(card, file);
      label(card);
      first ??= card;
    }
    if (!first) return;
    changed();
    say(`사진 ${files.size}장을 골랐습니다. 저장을 눌러야 올라갑니다.`);
    first.querySelector("input[maxlength]").focus();
  }

  function move(button) {
    const card = button.closest("li");
    const isUp = button.value.startsWith("up");
    const other = isUp ? card.previousElementSibling : card.nextElementSibling;
    if (!other) return;
    if (isUp) other.before(card);
    else other.after(card);
    changed();
    const buttons = [...card.querySelectorAll("button[name='move']")];
    (button.disabled ? buttons.find((each) => !each.disabled) : button)?.focus();
    say(`${captionOf(card)}: ${cards().indexOf(card) + 1}번째`);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button || !list()?.contains(button)) return;
    if (button.name === "move") {
      event.preventDefault();
      move(button);
    } else if ("drop" in button.dataset) {
      const card = button.closest("li");
      files.delete(card.dataset.id);
      card.remove();
      changed();
      document.getElementById("photo-files").focus();
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "photo-files") {
      add([...event.target.files]);
      event.target.value = "";
    } else if (list()?.contains(event.target) && event.target.name?.startsWith("caption.")) {
      label(event.target.closest("li"));
    }
  });

  // Cards are dragged by their pictures; files may be dropped anywhere on the part, and open nowhere else.
  document.addEventListener("dragstart", (event) => {
    if (!event.target.matches?.(".photo-card img")) return;
    dragged = event.target.closest("li");
    dragged.classList.add("dragged");
    event.dataTransfer.clearData();
    event.dataTransfer.setData("text/plain", dragged.dataset.id);
    event.dataTransfer.effectAllowed = "move";
  });

  document.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
  });

  document.addEventListener("dragover", (event) => {
    const brings = !dragged && [...event.dataTransfer.types].includes("Files");
    if (!list() || (!dragged && !brings)) return;
    event.preventDefault();
    const isHere = part().contains(event.target);
    if (brings) {
      event.dataTransfer.dropEffect = isHere ? "copy" : "none";
      part().querySelector("[data-drop-zone]").classList.toggle("over", isHere);
    }
    const over = event.target.closest?.(".photo-card");
    if (!dragged || !over || over === dragged) return;
    const { left, width } = over.getBoundingClientRect();
    if (event.clientX < left + width / 2) over.before(dragged);
    else over.after(dragged);
  });

  document.addEventListener("drop", (event) => {
    if (!list()) return;
    part().querySelector("[data-drop-zone]").classList.remove("over");
    if (dragged) {
      event.preventDefault();
      changed();
    } else if (event.dataTransfer.files.length) {
      event.preventDefault();
      if (part().contains(event.target)) add([...event.dataTransfer.files]);
    }
  });

  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = part()?.querySelector("form");
    if (event.target !== form || !files.size || !event.detail.lengthComputable) return;
    const sending = form.querySelector("[data-sending]");
    sending.hidden = false;
    const share = event.detail.loaded / event.detail.total;
    sending.querySelector("progress").value = share;
    sending.querySelector("span").textContent = share < 1 ? `${Math.round(share * 100)}% 올렸습니다.` : "사진을 확인하고 있습니다.";
  });

  // The part has come again: what was saved is a photo now, what was refused gets its file back.
  function begin() {
    if (!list()) return;
    const waiting = cards().filter((card) => card.classList.contains("new"));
    for (const id of files.keys()) {
      if (!waiting.some((card) => card.dataset.id === id)) files.delete(id);
    }
    for (const card of waiting) {
      if (files.has(card.dataset.id)) fill(card, files.get(card.dataset.id));
    }
  }

  // Not before htmx has settled: until then it gives fields of the same id the classes that they had before.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt?.id === "part-photos") begin();
  });
})();
