/* infogo: one district on this device. Everything here happens on the device: what is searched for is sent nowhere.
   Words, keys and addresses come from the page; thai.js and pack.js hold the rules. */

const PAGES = "infogo-pages";
const PACKS = "infogo-packs";
const KEPT_AT = "x-kept-at";
const OLD_DAYS = 30;
const box = document.querySelector("[data-district]");
const { district } = box.dataset;
const [words, keys, addresses] = ["words", "keys", "addresses"].map((name) => JSON.parse(box.dataset[name]));
const part = (name) => box.querySelector(`[data-${name}]`);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const tell = (text) => { part("status").textContent = text; };

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  const kept = children.flat().filter((child) => child !== "" && child !== null && child !== undefined);
  // What a pack says is Thai, on pages in another language too.
  if (document.documentElement.lang !== "th" && kept.some((child) => typeof child === "string" && /[\u0e01-\u0e2e]/.test(child))) node.lang = "th";
  node.append(...kept);
  return node;
}
const paragraph = (text, kind = "") => (text ? element("p", kind ? { class: kind } : {}, text) : null);
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

function when(moment) {
  const locale = document.documentElement.lang === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
  const zone = { timeZone: "Asia/Bangkok" };
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", ...zone }).formatToParts(moment)
    .filter(({ type }) => ["day", "month", "year"].includes(type)).map(({ value }) => value).join(" ");
  return `${day} ${new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...zone }).format(moment)}`;
}

let rules;
let library;
let held = null; // { pack, told, find, at }

/* ---- keeping ---- */

/* The rules come when there is something to read with them. */
async function readied() {
  if (!library) [rules, library] = await Promise.all([box.dataset.thai, box.dataset.pack].map((file) => import(new URL(file, location.href))));
}

async function load() {
  const cache = await caches.open(PACKS);
  const copy = await cache.match(addresses.pack);
  if (!copy) return null;
  await readied();
  const pack = await library.opened(await copy.text(), { keys, district });
  return hold(pack, new Date(copy.headers.get(KEPT_AT)));
}

function hold(pack, at) {
  const told = library.contents(pack);
  return { pack, told, at, find: library.searcher(told, rules) };
}

async function keep(pack) {
  const cache = await caches.open(PACKS);
  const at = new Date();
  const headers = { "content-type": "text/plain; charset=utf-8", [KEPT_AT]: at.toISOString(), "x-district": district };
  const { name, province } = library.contents(pack).district;
  headers["x-name"] = encodeURIComponent(`${name} ${province}`);
  await cache.put(addresses.pack, new Response(library.whole(pack), { headers }));
  held = hold(pack, at);
}

/* This page itself must open without a network, so its copy goes where the worker looks for it. */
async function keepThisPage() {
  const page = await fetch(location.pathname, { cache: "force-cache" });
  const html = await page.text();
  const headers = { "content-type": "text/html; charset=utf-8", [KEPT_AT]: new Date().toISOString() };
  const policy = page.headers.get("content-security-policy");
  if (policy) headers["content-security-policy"] = policy;
  const pages = await caches.open(PAGES);
  await pages.put(location.origin + location.pathname, new Response(html, { headers }));
  const files = await caches.open("infogo-files");
  const names = [...document.querySelectorAll("script[src],link[rel=stylesheet]")].map((node) => node.src || node.href);
  await Promise.all([...names, box.dataset.thai, box.dataset.pack].map(async (name) => {
    const file = await fetch(name, { cache: "force-cache" });
    if (file.ok) await files.put(name, file);
  }));
  await navigator.serviceWorker?.register("/sw.js");
}

async function get() {
  const button = part("get");
  button.disabled = true;
  tell(words.loading);
  try {
    await readied();
    const answer = await fetch(held ? `${addresses.pack}/since/${held.pack.hash}` : addresses.pack);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const text = await library.unzipped(await answer.blob());
    await keep(await library.opened(text, { keys, district, before: held?.pack ?? null }));
    await keepThisPage();
    await show();
    tell(words.done);
  } catch (problem) {
    console.info(problem);
    if (library && problem instanceof library.Refused) tell(words.refused);
    else tell(problem.name === "QuotaExceededError" ? words.full : navigator.onLine ? words.failed : words.offline);
  }
  button.disabled = false;
}

async function drop() {
  await (await caches.open(PACKS)).delete(addresses.pack);
  held = null;
  location.hash = "";
  await show();
  tell(words.deleted);
}

/* What pressing the button would download; shown before anybody presses it. */
async function offer() {
  const button = part("get");
  button.hidden = true;
  const address = held ? `${addresses.pack}/since/${held.pack.hash}.json` : `${addresses.pack}.json`;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { hash, bytes } = await answer.json();
    if (held?.pack.hash === hash) return tell(words.current);
    button.querySelector("span").textContent = fill(held ? words.update : words.download, { size: size(bytes) });
    button.hidden = false;
  } catch (problem) {
    console.info(problem);
    if (!held) tell(words.offline);
  }
  return undefined;
}

async function show() {
  part("drop").hidden = !held;
  part("search").hidden = !held;
  part("state").textContent = held
    ? fill(words.have, { when: when(held.at), points: held.told.points.length, manuals: held.told.manuals.size }) : "";
  tell(held && Date.now() - held.at > OLD_DAYS * 864e5 ? words.old : "");
  render();
  await offer();
}

/* ---- showing ---- */

function status(point, hours, isSure) {
  const now = new Date();
  const badge = (state, text, detail) => element("span", { class: `c-open c-open--${state}` }, element("span", { class: "c-open__text" }, text), detail ? element("span", { class: "c-open__detail" }, ` ${detail}`) : "");
  if (library.isSuspended(point, now)) return badge("closed", words.suspended);
  const is = library.openAt(hours, now, held.told.holidays);
  if (is.open === null) return badge("unknown", words.noHours);
  if (is.open) {
    if (!is.until) return badge("open", words.always);
    const ends = new Date(`${is.on}T${is.until}+07:00`);
    const time = ends - now > 864e5 ? when(ends) : is.until; // further away it needs its day
    return badge("open", fill(isSure ? words.open : words.openMaybe, { time }), is.lunchUnknown ? words.lunch : "");
  }
  const why = is.holiday ? fill(words.holiday, { name: is.holiday }) : is.note ? fill(words.exception, { note: is.note }) : isSure ? words.closed : words.closedMaybe;
  return badge("closed", why, is.next ? fill(words.opens, { when: dayName(is.next), time: is.next.time }) : "");
}

function dayName({ day, days }) {
  if (days < 2) return days ? words.tomorrow : words.today;
  if (days < 7) return words.weekdays[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7];
  return when(new Date(`${day}T00:00+07:00`)).replace(/ \d\d:\d\d$/, "");
}

const phones = (list) => (list ?? []).map(([shown, href]) => element("a", { href }, shown));
const outside = (href, text) => element("a", { href, rel: "noopener external" }, text);

function pointRow(point, service = {}, level = "h3") {
  const hours = service.hours ?? point.hours;
  const ways = [...phones(service.phones ?? point.phones), outside(point.way, words.way), service.queue ? outside(service.queue, words.book) : ""];
  return element("li", { class: "c-card" },
    element(level, { class: "c-card__title" }, element("a", { href: `#p${point.id}` }, point.name)),
    element("p", { class: "c-card__now" }, status(point, hours, point.sure || Boolean(service.hours))),
    paragraph(point.address), paragraph(service.note, "c-hint"),
    element("p", { class: "l-cluster" }, ways));
}

function manualRow(key, manual, level = "h3") {
  const facts = manual.facts.slice(0, 3).filter(([, , state]) => state !== "unknown").map(([label, value], at) => element("span", {}, at < 2 ? value : `${label} ${value}`));
  return element("li", { class: "c-card" },
    element(level, { class: "c-card__title" }, element("a", { href: `#m${key}` }, manual.name)),
    element("p", { class: "c-meta" }, element("span", {}, words.service), element("span", {}, manual.agency)),
    element("p", { class: "c-card__facts" }, facts));
}

const cards = (rows) => element("ul", { class: "c-cards", role: "list" }, rows);
const section = (title, ...children) => element("section", { class: "c-section" }, element("h3", {}, title), ...children);
const missing = (list) => paragraph(list?.state === "none" ? words.noList : words.unknown, "c-missing");
const listed = (title, list, draw) => section(title, list?.items?.length ? draw(list.items) : missing(list));

function documentRow(item) {
  const unit = item.unit || words.unit;
  const counts = [item.originals ? fill(words.original, { n: item.originals, unit }) : "", item.copies ? fill(words.copy, { n: item.copies, unit }) : "", item.issuer ? fill(words.issuer, { name: item.issuer }) : ""];
  return element("li", { class: "c-doc" },
    element("span", { class: "c-doc__name" }, item.name),
    element("div", { class: "c-doc__more" },
      element("p", { class: "c-meta" }, counts.filter(Boolean).map((text) => element("span", {}, text))),
      paragraph(item.condition, "c-doc__condition"), paragraph(item.note),
      item.unlawful ? element("p", {}, element("span", { class: "c-tag c-tag--warning" }, words.unlawful)) : ""));
}

const feeRow = (fee) => element("tr", {},
  element("th", { scope: "row" }, fee.label, fee.note ? element("small", { class: "c-hint" }, fee.note) : ""),
  element("td", {}, fee.amount || fee.formula || words.unknown, fee.amount && fee.formula ? element("small", { class: "c-hint" }, fee.formula) : ""));

const stepRow = (step) => element("li", { class: "c-step" },
  element("h4", { class: "c-step__title" }, step.title), paragraph(step.description),
  element("p", { class: "c-meta" }, step.who ? element("span", {}, fill(words.by, { name: step.who })) : "", step.duration ? element("span", {}, fill(words.takes, { time: step.duration })) : ""));

const channelRow = (row) => element("li", {}, element("b", {}, row.label), ` ${row.text ?? ""} `, row.href ? outside(row.href, row.site) : "", row.hours ? element("small", { class: "c-hint" }, row.hours) : "");

const complaintRow = (row) => element("li", {}, row.name, row.detail ? ` ${row.detail} ` : " ",
  ...(row.phones ?? []).map(({ number, ext }) => element("a", { href: `tel:${number}${ext ? `;ext=${ext}` : ""}` }, number.replace(/^\+66/, "0"))));

function facts(manual) {
  return element("dl", { class: "c-facts" }, manual.facts.map(([label, value, state, note]) => element("div", { class: `c-facts__item c-facts__item--${state}` },
    element("dt", {}, label), element("dd", {}, state === "unknown" ? words.unknown : value, note ? element("small", {}, note) : ""))));
}

function manualPage(key) {
  const manual = held.told.manuals.get(key);
  const here = held.told.points.flatMap((point) => (point.services ?? []).filter((one) => one.manual === key).map((service) => pointRow(point, service, "h4")));
  return [
    element("h2", {}, manual.name), paragraph(manual.official, "c-official"),
    element("p", { class: "c-meta" }, element("span", {}, manual.agency), element("span", {}, fill(words.edition, { n: manual.edition }))),
    manual.caution ? element("div", { class: "c-notice c-notice--unverified" }, element("div", { class: "c-notice__body" }, paragraph(manual.caution))) : "",
    paragraph(manual.summary), facts(manual),
    manual.criteria ? section(words.criteria, element("ul", {}, manual.criteria.map((text) => element("li", {}, text)))) : "",
    listed(words.documents, manual.documents, (items) => element("div", { class: "c-docs" }, element("ul", { role: "list" }, items.map(documentRow)))),
    section(words.fees, manual.fees?.items ? element("table", { class: "c-table c-fees" }, element("tbody", {}, manual.fees.items.map(feeRow))) : missing(manual.fees), paragraph(manual.fee_note, "c-hint")),
    section(words.steps, manual.steps?.items ? element("ol", { class: "c-steps", role: "list" }, manual.steps.items.map(stepRow)) : missing(manual.steps), manual.limit ? element("p", { class: "c-limit" }, element("span", {}, fill(words.whole, { time: manual.limit }), manual.limit_note ? element("small", {}, manual.limit_note) : "")) : ""),
    manual.outputs || manual.received ? section(words.received, element("ul", {}, [...(manual.outputs ?? []).map((text) => element("li", {}, text)), ...(manual.received?.items ?? []).map(channelRow)])) : "",
    here.length ? section(words.where, cards(here)) : "",
    listed(words.channels, manual.channels, (items) => element("ul", {}, items.map(channelRow))),
    manual.complaints?.items ? section(words.complaints, element("ul", {}, manual.complaints.items.map(complaintRow))) : "",
    manual.remark ? section(words.remark, paragraph(manual.remark)) : "",
    element("p", {}, element("a", { href: addresses.manual.replace(/1$/, key.replace(":", "/at/")) }, words.online)),
  ];
}

function pointPage(id) {
  const point = held.told.points.find((one) => String(one.id) === id);
  const services = (point.services ?? []).map(({ manual }) => [manual, held.told.manuals.get(manual)]).filter(([, manual]) => manual);
  return [
    element("h2", {}, point.name),
    element("p", { class: "c-meta" }, element("span", {}, point.kind), element("span", {}, point.agency)),
    element("p", {}, status(point, point.hours, point.sure)),
    paragraph(point.hours_text), point.sure || !point.hours ? "" : paragraph(words.unsure, "c-hint"),
    paragraph(point.address), point.landmark ? paragraph(fill(words.landmark, { text: point.landmark })) : "",
    element("p", { class: "l-cluster" }, point.phones ? phones(point.phones) : element("span", { class: "c-missing" }, words.noPhone), outside(point.way, words.way)),
    paragraph(point.caution, "c-hint"),
    section(words.services, services.length
      ? element("ul", { class: "c-links c-links--columns", role: "list" }, services.map(([key, manual]) => element("li", {}, element("a", { href: `#m${key}` }, manual.name))))
      : paragraph(words.unknown, "c-missing")),
    element("p", {}, element("a", { href: addresses.place.replace(/1$/, id) }, words.online)),
  ];
}

function results() {
  const typed = part("search").querySelector("input").value;
  const { found, readAs } = held.find(typed);
  if (!typed.trim()) return [];
  const rows = found.map(({ kind, key }) => (kind === "manual" ? manualRow(key, held.told.manuals.get(key)) : pointRow(held.told.points.find((one) => String(one.id) === key))));
  return [
    element("p", { role: "status" }, found.length ? fill(words.found, { n: found.length }) : words.none),
    readAs ? paragraph(fill(words.readAs, { text: readAs })) : "",
    element("h2", { class: "u-vh" }, found.length ? fill(words.found, { n: found.length }) : words.none),
    cards(rows),
  ];
}

/* "#m12" is a manual, "#p34" a point; anything else is the results. */
function render() {
  const shown = part("shown");
  const [, kind, key] = /^#([mp])([\d:]+)$/.exec(decodeURIComponent(location.hash)) ?? [];
  if (!held) return shown.replaceChildren();
  const isKnown = kind === "m" ? held.told.manuals.has(key) : held.told.points.some((one) => String(one.id) === key);
  if (!kind || !isKnown) return shown.replaceChildren(...results().filter(Boolean));
  const back = element("p", {}, element("a", { href: "#" }, words.back));
  shown.replaceChildren(back, ...(kind === "m" ? manualPage(key) : pointPage(key)).filter(Boolean));
  return undefined;
}

async function begin() {
  box.hidden = false;
  if (!("caches" in window) || !("DecompressionStream" in window) || !crypto.subtle) return tell(words.cannot);
  part("get").addEventListener("click", get);
  part("drop").addEventListener("click", drop);
  part("search").addEventListener("submit", (event) => {
    event.preventDefault();
    if (location.hash.length > 1) location.hash = "";
    else render();
  });
  addEventListener("hashchange", () => {
    render();
    scrollTo(0, part("shown").getBoundingClientRect().top + scrollY - 16);
    part("shown").focus({ preventScroll: true });
  });
  try {
    held = await load();
  } catch (problem) {
    console.info(problem);
    part("drop").hidden = false;
    return tell(words.refusedKept);
  }
  return show();
}

await begin();
