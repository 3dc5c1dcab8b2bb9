/* The page around the frame: fetches the document, hands it over, and gives the frame its height.  Without this
   script the document can be downloaded as before. */
"use strict";

const PATIENCE_MS = 30000;
const SHARE_OF_WINDOW = 0.85;
const SHORTEST = 200;
const LONGEST = 100000;

const section = document.querySelector("[data-document]");
const told = section.querySelector("[data-told]");
const whole = section.querySelector("[data-whole]");
let height = 0;
let frame = null;
let timer = 0;

function say(text) {
  told.textContent = text;
  told.hidden = !text;
}

function fail() {
  clearTimeout(timer);
  frame.remove();
  whole.hidden = true;
  say("이 화면에 문서를 표시하지 못하였습니다. 위의 ‘Word 내려받기’로 문서를 확인하여 주시기 바랍니다.");
}

function fit() {
  const limit = window.innerHeight * SHARE_OF_WINDOW;
  const isWhole = whole.getAttribute("aria-expanded") === "true";
  whole.hidden = height <= limit;
  frame.style.height = `${isWhole ? height : Math.min(height, limit)}px`;
}

async function fetchDocument() {
  const answer = await fetch(section.dataset.document, { redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  return answer.arrayBuffer();
}

/* The frame has no origin that could be named, so the document is addressed to whatever page is in it: its own
   policy and ours let that be no other than the site's own. */
function listen(content) {
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow) return;
    if (event.data.ready) content.then((bytes) => frame.contentWindow.postMessage({ document: bytes }, "*"), fail);
    if (event.data.failed) fail();
    if (Number.isFinite(event.data.height)) {
      clearTimeout(timer);
      say("");
      height = Math.min(Math.max(event.data.height, SHORTEST), LONGEST);
      fit();
    }
  });
}

function begin() {
  say("문서를 불러오는 중입니다.");
  frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.title = "초안 문서";
  frame.src = section.dataset.frame;
  listen(fetchDocument());
  timer = setTimeout(fail, PATIENCE_MS);
  section.append(frame);
  whole.addEventListener("click", () => {
    const isWhole = whole.getAttribute("aria-expanded") === "true";
    whole.setAttribute("aria-expanded", String(!isWhole));
    whole.textContent = isWhole ? "전체 펼치기" : "접기";
    fit();
  });
  addEventListener("resize", () => height && fit());
}

begin();
