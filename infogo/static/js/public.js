/* infogo: everything here only shortens the road; each page works without it.
   Hooks are data- attributes; words come from the page, so this file speaks no language. */

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/* One spelling for texts that look alike: ํ+า is ำ, เ+เ is แ, Thai digits are Arabic, case and spaces do not matter. */
function fold(text) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u200b-\u200d\ufeff]/g, "")
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33")
    .replace(/\u0e40\u0e40/g, "\u0e41")
    .replace(/[\u0e50-\u0e59]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xe20))
    .replace(/\s+/g, " ")
    .trim();
}

/* Search suggestions: a WAI-ARIA combobox with a list popup.
   Nothing is chosen until the arrow keys choose it, so Enter searches exactly what was typed. */
function combobox(form) {
  const { suggest, root, results, types } = form.dataset;
  const labels = JSON.parse(types);
  const prefix = root.replace(/\/$/, "");
  const input = form.querySelector("input[name=q]");
  const list = element("div", { class: "c-suggest", role: "listbox", id: `${input.id}-list`, "aria-label": labels.all });
  const status = element("p", { class: "u-vh", role: "status" });
  const known = new Map();
  let options = [];
  let active = -1;
  let timer = 0;
  let request = null;
  list.hidden = true;
  form.querySelector(".c-search__row").append(list);
  form.append(status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    active = index;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    const { href } = option.dataset;
    if (href) return location.assign(href);
    input.value = option.dataset.text;
    close();
    form.requestSubmit();
  }

  /* Links of the interface are given in Thai addresses; a page in another language stays in it. */
  const local = (url) => (url && prefix && !url.startsWith(`${prefix}/`) ? prefix + url : url);

  function optionOf(item) {
    const option = element("div", { class: "c-suggest__item", role: "option", "data-text": item.title }, item.title);
    option.id = `${list.id}-${options.length}`;
    if (item.url) option.dataset.href = local(item.url);
    if (item.official_title && item.official_title !== item.title) option.append(element("small", {}, item.official_title));
    options.push(option);
    return option;
  }

  function show(items) {
    options = [];
    const groups = new Map();
    for (const item of items.slice(0, 8)) {
      const type = item.type ?? item.kind;
      if (!groups.has(type)) groups.set(type, []);
      groups.get(type).push(item);
    }
    list.replaceChildren(...[...groups].map(([type, members]) => element(
      "div", { class: "c-suggest__group", role: "group", "aria-label": labels[type] ?? labels.all },
      element("div", { class: "c-suggest__label", "aria-hidden": "true" }, labels[type] ?? labels.all),
      ...members.map(optionOf),
    )));
    choose(-1);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = options.length ? fill(results, { n: options.length }) : "";
  }

  async function ask(text) {
    request?.abort();
    if (known.has(text)) return show(known.get(text));
    request = new AbortController();
    const address = new URL(suggest, location.href);
    address.searchParams.set("q", text);
    address.searchParams.set("lang", document.documentElement.lang);
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (!answer.ok) return close();
      known.set(text, (await answer.json()).results);
      if (document.activeElement === input) show(known.get(text));
    } catch (error) {
      // Offline or overtaken by a newer key: searching by Enter still works, so there is nothing to tell.
      if (error.name !== "AbortError") close();
    }
    return undefined;
  }

  /* Thai keyboards of phones compose whole words: waiting for the end of one would mean no suggestions. */
  function typed() {
    clearTimeout(timer);
    const text = input.value.trim();
    if ([...text].length < 2) return close();
    timer = setTimeout(ask, 120, text);
  }

  function pressed(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      const step = key === "ArrowDown" ? 1 : -1;
      const size = options.length + 1; // one place more than options: back in the box, nothing chosen
      choose(((active + 1 + step + size) % size) - 1);
    } else if (key === "Enter" && active >= 0) {
      event.preventDefault();
      take(options[active]);
    }
  }

  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

/* Position only on tap, rounded to three decimals (about 100 m), never stored. */
function near(box) {
  if (!("geolocation" in navigator)) return;
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  box.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = box.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(box.dataset.near, location.href);
        address.searchParams.set("near", `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
        for (const field of all("input[type=hidden]", box)) address.searchParams.set(field.name, field.value);
        button.disabled = false;
        status.textContent = "";
        location.assign(address.href.replace("%2C", ","));
      },
      () => {
        button.disabled = false;
        status.textContent = box.dataset.denied;
      },
      { timeout: 10000, maximumAge: 60000 },
    );
  });
}

/* The map comes on tap: our outline, then dots, then tiles where the operator has set a tile server. */
async function openMap(box, frame) {
  const { script, style, outline, tiles, attribution, label } = box.dataset;
  const sheet = element("link", { rel: "stylesheet", href: style });
  const styled = new Promise((resolve, reject) => Object.assign(sheet, { onload: resolve, onerror: reject }));
  document.head.append(sheet);
  const [shape] = await Promise.all([fetch(outline).then((answer) => answer.json()), import(new URL(script, location.href)), styled]);
  const { L } = window;
  const colour = (name) => getComputedStyle(box).getPropertyValue(`--${name}`).trim();
  frame.hidden = false;
  const map = L.map(frame, { preferCanvas: true, zoomControl: false, attributionControl: Boolean(tiles), scrollWheelZoom: false });
  L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
  const points = JSON.parse(box.dataset.map);
  const land = L.geoJSON(shape, {
    interactive: false,
    style: { color: colour("navy"), weight: 2, fillColor: colour("white"), fillOpacity: tiles ? 0 : 1 },
  });
  // The view must be set before anything is drawn on the canvas.
  if (tiles && points.length) map.fitBounds(points.map(([lat, lng]) => [lat, lng]), { maxZoom: 15, padding: [32, 32] });
  else map.fitBounds(land.getBounds(), { padding: [12, 12] });
  if (tiles) {
    map.attributionControl.setPrefix(false);
    const ground = L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
    ground.once("tileload", () => ground.off("tileerror"));
    // A server that gives not even one tile would leave an empty sheet: our outline serves, as where none is set.
    ground.once("tileerror", () => {
      ground.remove();
      land.setStyle({ fillOpacity: 1 });
      map.fitBounds(land.getBounds(), { padding: [12, 12] });
    });
  }
  land.addTo(map);
  for (const [lat, lng, name, href, approximate] of points) {
    const text = href ? element("a", { href }, name) : element("span", {}, name);
    L.circleMarker([lat, lng], {
      radius: 10, weight: 3, color: colour("navy"), fillColor: colour(approximate ? "white" : "gold"),
      fillOpacity: 1, dashArray: approximate ? "4" : null,
    }).bindPopup(text).addTo(map);
  }
  frame.setAttribute("aria-label", label);
  frame.setAttribute("role", "region");
}

function mapBox(box) {
  const button = box.querySelector("button");
  const frame = element("div", { class: "c-map__frame" });
  frame.hidden = true;
  box.append(frame);
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await openMap(box, frame);
      button.hidden = true;
      frame.focus();
    } catch (error) {
      console.error(error);
      frame.hidden = true;
      button.disabled = false;
      box.querySelector("[role=status]").textContent = box.dataset.failed;
    }
  });
}

/* Find in list: hides what does not hold every typed word. */
function find(box) {
  const list = document.getElementById(box.dataset.find);
  if (!list) return;
  const rows = [...list.children].map((row) => [row, fold(row.textContent)]);
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  box.hidden = false;
  input.addEventListener("input", () => {
    const words = fold(input.value).split(" ");
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    if (words[0] === "") status.textContent = "";
    else status.textContent = shown ? fill(box.dataset.found, { n: shown }) : box.dataset.none;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // inside the filter form Enter would send it
  });
}

/* Ticks stay on this device, one entry a manual. */
function ticks(box) {
  const key = `infogo.ticks.${box.dataset.ticks}`;
  const boxes = all("[data-tick]", box);
  const left = box.querySelector("[data-left]");
  let kept = [];
  try {
    kept = JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    kept = []; // storage is blocked or holds something foreign: the boxes still tick, they are only not kept
  }
  const tell = () => {
    const done = boxes.filter((tick) => tick.checked);
    left.hidden = !done.length;
    left.textContent = done.length ? fill(left.dataset.left, { done: done.length, all: boxes.length }) : "";
    return done.map((tick) => tick.dataset.tick);
  };
  for (const tick of boxes) tick.checked = kept.includes(tick.dataset.tick);
  tell();
  box.addEventListener("change", () => {
    const done = tell();
    try {
      if (done.length) localStorage.setItem(key, JSON.stringify(done));
      else localStorage.removeItem(key);
    } catch {
      left.textContent = left.textContent.split(" · ")[0]; // not kept, so do not promise it
    }
  });
}

/* What this device keeps; storage may be blocked or hold something foreign, and then nothing is kept. */
function keep(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name) ?? "";
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
    return value;
  } catch {
    return "";
  }
}

/* The plan seen last is remembered, so that links elsewhere add to it. Its address alone is the plan. */
function plans(here) {
  const known = () => keep("infogo.plan").split(",").filter((id) => /^[1-9]\d{0,11}$/.test(id));
  const answered = () => {
    try {
      return JSON.parse(keep("infogo.plan.cases") || "{}");
    } catch {
      return {};
    }
  };
  if (here && new URLSearchParams(location.search).has("m")) {
    keep("infogo.plan", here.dataset.planHere);
    keep("infogo.plan.cases", here.dataset.planCases);
  }
  const address = (found, cases = {}) => {
    const ids = [...new Set(found)];
    const told = { ...answered(), ...cases };
    // Answers to a service's questions stand under the place of the service in the plan.
    const texts = ids.map((id, place) => (told[id] ? `&a${place + 1}=${encodeURIComponent(told[id])}` : ""));
    return ids.length ? `?m=${ids.join(",")}${texts.join("")}` : "";
  };
  const renew = () => {
    for (const link of all("[data-plan]")) {
      const { plan, answersOf } = link.dataset;
      link.href = link.href.split("?")[0] + address([...known(), ...plan.split(",").filter(Boolean)], answersOf && { [plan]: answersOf });
    }
    for (const box of all("[data-plan-resume]")) {
      box.hidden = !known().length;
      const link = box.querySelector("a");
      link.href = link.href.split("?")[0] + address(known());
      for (const count of all("[data-count]", box)) count.textContent = known().length;
    }
    for (const box of all("[data-plan-none]")) {
      box.hidden = known().length;
    }
  };
  renew();
  addEventListener("pageshow", renew); // the back button shows a page as it was before something was added
}

function note(box) {
  const key = `infogo.note.${box.dataset.note}`;
  const field = box.querySelector("textarea");
  field.value = keep(key);
  box.hidden = false;
  field.addEventListener("input", () => keep(key, field.value));
}

function copy(button) {
  if (!navigator.clipboard) return;
  const label = button.querySelector("span");
  const before = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2500);
  });
}

/* The share sheet of a telephone; where there is none, copying is beside it. */
function share(button) {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ title: button.dataset.share, text: button.dataset.text });
    } catch (error) {
      if (error.name !== "AbortError") throw error; // closing the sheet is no fault
    }
  });
}

function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* Paper shows what is folded away on the screen. */
function unfold() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

/* A clean address to share: fields left empty stay out of it. */
function dropEmpty(form) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}

/* Answers to questions of cases: the same page comes anew below the reader's finger; each answer counts at once. */
function answers(form) {
  const main = document.querySelector("main");
  form.addEventListener("change", async ({ target }) => {
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const turn = (answers.turn = (answers.turn ?? 0) + 1);
    try {
      const answer = await fetch(address);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      if (turn !== answers.turn) return; // overtaken by a later answer
      if (!answer.ok || !fresh) return form.requestSubmit();
      const before = target.getBoundingClientRect().top;
      main.replaceChildren(...fresh.childNodes);
      history.replaceState(null, "", answer.url);
      start(main);
      const same = (input) => input.checked && input.value === target.value;
      const again = target.value ? all("[data-answers] input", main).find(same) : document.getElementById(target.id);
      again?.focus({ preventScroll: true });
      if (again) scrollBy(0, again.getBoundingClientRect().top - before);
      tell(main.querySelector("[data-told]")?.textContent);
    } catch {
      form.requestSubmit(); // no network: the browser says so in its own words
    }
  });
}

/* Said by screen readers; it stays while the page around it changes. */
function tell(text = "") {
  tell.box ??= document.body.appendChild(element("p", { class: "u-vh", role: "status" }));
  tell.box.textContent = text;
}

function start(root) {
  all("[data-near]", root).forEach(near);
  all("[data-map]", root).forEach(mapBox);
  all("[data-find]", root).forEach(find);
  all("[data-ticks]", root).forEach(ticks);
  all("[data-note]", root).forEach(note);
  plans(document.querySelector("[data-plan-here]"));
  all("[data-copy]", root).forEach(copy);
  all("[data-share]", root).forEach(share);
  all("[data-print]", root).forEach(print);
  all("[data-drop-empty]", root).forEach(dropEmpty);
  all("[data-answers]", root).forEach(answers);
}

all("[data-suggest]").forEach(combobox);
start(document);
all("[data-focus]").forEach((summary) => summary.focus());
unfold();

/* Manuals and plans read last stay readable without a network. The worker comes long after the page, and on these pages only. */
if ("serviceWorker" in navigator && /^(\/en)?\/(manual|plan|offline)/.test(location.pathname))
  setTimeout(() => navigator.serviceWorker.register("/sw.js").catch(console.info), 4000);
