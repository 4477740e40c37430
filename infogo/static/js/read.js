/* Reads a page aloud with the voice of the device, one item after another; shown only where there is a voice.
   Hooks are data- attributes; words come from the page. Speech engines forget how to pause, so a pause stops
   and goes on with the item in which it stopped. */

const speech = globalThis.speechSynthesis;
const root = document.querySelector("[data-read]");
const box = root?.querySelector("[data-reader]");
const items = root ? [...root.querySelectorAll("[data-say]")] : [];
const button = (name) => box.querySelector(`[data-read-do=${name}]`);
const RATE = 0.9;
let at = 0;
let isReading = false;
let turn = 0;

const languageOf = (node) => node.closest("[lang]").lang;
const voiceFor = (lang) => speech.getVoices().find((voice) => voice.lang.toLowerCase().replace("_", "-").split("-")[0] === lang);

/* English pages name Thai things: each language is read by its own voice. */
function partsOf(item) {
  const found = [];
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  let block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.data.trim();
    if (!words) continue;
    const here = node.parentElement.closest("p, h1, h2, li");
    const last = found.at(-1);
    const lang = languageOf(node.parentElement);
    const isSaid = /[\p{L}\p{N}]/u.test(words); // brackets alone are no words of any language
    if (last && (last.lang === lang || !isSaid)) last.words += (here === block ? " " : ". ") + words;
    else if (isSaid) found.push({ lang, words });
    block = here;
  }
  return found;
}

function tell() {
  const label = button("play").querySelector("span");
  label.textContent = isReading ? label.dataset.pause : at ? label.dataset.on : label.dataset.play;
  button("back").disabled = button("stop").disabled = !isReading && !at;
  items.forEach((item, index) => item.classList.toggle("is-read", (isReading || at > 0) && index === at));
}

function quiet() {
  turn += 1; // whatever still speaks is no longer ours
  isReading = false;
  speech.cancel();
}

function read() {
  const mine = turn;
  if (at >= items.length) {
    at = 0;
    quiet();
    box.querySelector("[data-read-status]").textContent = box.querySelector("[data-read-status]").dataset.ended;
    return tell();
  }
  const item = items[at];
  const spoken = partsOf(item).map(({ lang, words }) => {
    const part = new SpeechSynthesisUtterance(words.replaceAll("·", ","));
    part.lang = lang === "th" ? "th-TH" : "en-GB";
    part.voice = voiceFor(lang) ?? null;
    part.rate = RATE;
    part.onerror = () => {
      if (mine !== turn) return;
      quiet();
      tell();
    };
    return part;
  });
  spoken.at(-1).onend = () => {
    if (mine !== turn) return;
    at += 1;
    read();
  };
  isReading = true;
  tell();
  item.scrollIntoView({ block: "nearest" });
  return spoken.forEach((part) => speech.speak(part));
}

const does = {
  play() {
    if (isReading) quiet();
    else {
      turn += 1;
      read();
    }
  },
  back() {
    quiet();
    at = Math.max(at - 1, 0);
    read();
  },
  stop() {
    quiet();
    at = 0;
  },
};

/* Voices come late in some browsers, and some have none: then there is nothing to show. */
function show() {
  if (box.hidden && voiceFor("th") && (languageOf(root) === "th" || voiceFor(languageOf(root)))) box.hidden = false;
}

if (speech && box) {
  show();
  speech.addEventListener("voiceschanged", show);
  for (const [name, act] of Object.entries(does))
    button(name).addEventListener("click", () => {
      act();
      tell();
    });
  addEventListener("pagehide", quiet);
}
