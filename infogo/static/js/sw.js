/* infogo: the service worker. It keeps manuals and plans that were read last, and shows them when the site cannot be reached,
   always with a line that says how old they are. `SITE` stands before this file: infogo/www/pages/offline.py.
   What it does not name below goes to the network untouched: signing in, forms, receipts, ratings, everything posted. */

const PAGES = "infogo-pages";
const FILES = "infogo-files";
const OURS = /^infogo-(?!packs$)/;
const PATIENCE_MS = 6000;
const MOST_FILES = 60;
const KEPT_AT = "x-kept-at";
/* Pages that may be kept, and how many of each kind. */
const RULES = [
  { path: /^(\/en)?\/manual\/\d+(\/at\/\d+)?$/, most: 30 },
  { path: /^(\/en)?\/plan$/, most: 10, whole: true },
  { path: /^(\/en)?\/offline(\/district\/\d{4})?$/, most: 60 },
];
const UNTOUCHED = /^\/(office|central|api|packs|files)(\/|$)/;
const HTML_FILES = /["'](\/static\/[^"'&?]+\.(?:css|js))["'&]/g;

const ruleOf = ({ pathname }) => RULES.find(({ path }) => path.test(pathname));
const languageOf = ({ pathname }) => (/^\/en(\/|$)/.test(pathname) ? "en" : "th");
const plain = (address) => { const url = new URL(address, location.href); url.hash = ""; return url; };
const isOurs = (url) => url.origin === location.origin;

/* ---- keeping ---- */

function mayBeKept(answer) {
  const control = answer.headers.get("cache-control") ?? "";
  return answer.status === 200 && answer.type === "basic" && !answer.redirected
    && /^text\/html/.test(answer.headers.get("content-type") ?? "") && !/no-store|private/.test(control);
}

async function remember(url, answer) {
  const rule = ruleOf(url);
  if (!rule) return;
  const pages = await caches.open(PAGES);
  const isGone = answer.status === 410 || answer.status === 404 || answer.type === "opaqueredirect" || answer.redirected;
  if (isGone) await pages.delete(url.href, { ignoreSearch: !rule.whole });
  if (!mayBeKept(answer)) return;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(KEPT_AT, new Date(answer.headers.get("date") ?? Date.now()).toISOString());
  const html = await answer.text();
  await pages.delete(url.href);
  await pages.put(url.href, new Response(html, { status: 200, headers }));
  const own = (await pages.keys()).filter((request) => rule.path.test(new URL(request.url).pathname));
  await Promise.all(own.slice(0, Math.max(0, own.length - rule.most)).map((request) => pages.delete(request)));
  await keepFiles([...html.matchAll(HTML_FILES)].map(([, file]) => file));
  await keepShell(languageOf(url));
}

/* The device has these files already, because the page itself needed them: they are copied, not asked for again. */
async function keepFiles(names) {
  const files = await caches.open(FILES);
  await Promise.all([...new Set(names)].map(async (name) => {
    if (await files.match(name)) return;
    const answer = await fetch(name, { cache: "force-cache" });
    if (answer.ok) await files.put(name, answer);
  }));
  const all = await files.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_FILES)).map((request) => files.delete(request)));
}

const shell = (language) => new URL(SITE.shells[language], location.href);

/* The page that stands for all that cannot be shown without a network. */
async function keepShell(language) {
  const url = shell(language);
  if (await caches.match(url.href, { cacheName: PAGES })) return;
  const answer = await fetch(url.href);
  if (!mayBeKept(answer)) throw new Error(`${url.pathname}: ${answer.status}`);
  await remember(url, answer);
}

async function keptCopy(url) {
  const rule = ruleOf(url);
  if (!rule) return null;
  const pages = await caches.open(PAGES);
  // What was chosen on a page makes another page of it: only the one on which nothing was chosen may stand for it.
  return (await pages.match(url.href)) ?? (rule.whole ? null : (await pages.match(url.origin + url.pathname)) ?? null);
}

/* ---- answering ---- */

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/* "25 พ.ย. 2569 10:14" */
function thaiMoment(moment, language) {
  const locale = language === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
  const zone = { timeZone: "Asia/Bangkok" };
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", ...zone }).formatToParts(moment)
    .filter(({ type }) => ["day", "month", "year"].includes(type)).map(({ value }) => value).join(" ");
  return `${day} ${new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...zone }).format(moment)}`;
}

/* A kept copy never passes for the page itself: it says so above everything, and what it said of "open now" and of "today" is taken out. */
async function asKept(copy, url, isOffline) {
  const language = languageOf(url);
  const words = SITE.words[language];
  const when = thaiMoment(new Date(copy.headers.get(KEPT_AT)), language);
  const html = (await copy.text())
    .replace(/<span class="c-open c-open--\w+">.*?<\/span>\s*(?:<span class="c-open__detail">.*?<\/span>)?<\/span>|<p data-today>.*?<\/p>/gs, "")
    .replace(/<main\b[^>]*>/, (main) => `${main}<div class="l-wrap"><div class="c-notice c-notice--warning" role="status" data-kept-copy><div class="c-notice__body"><p><strong>${isOffline ? words.offline : words.unreachable} ${fill(words.kept, { when })}</strong></p><p>${words.old} <a href="${SITE.shells[language]}">${words.list}</a></p></div></div></div>`);
  return new Response(html, { status: 200, headers: copy.headers });
}

async function nothingKept(url) {
  const page = await caches.match(shell(languageOf(url)).href, { cacheName: PAGES });
  if (!page) return Response.error();
  return new Response(await page.text(), { status: 503, headers: page.headers });
}

const late = () => new Promise((_, refuse) => { setTimeout(refuse, PATIENCE_MS, new Error("late")); });

async function page(event, url) {
  const copy = await keptCopy(url);
  const network = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  // The answer is given at once and kept afterwards; what arrives too late to be shown is kept too.
  const noted = network.then((answer) => (ruleOf(url) ? remember(url, answer.clone()) : undefined));
  event.waitUntil(noted.catch((problem) => console.warn(problem)));
  try {
    const answer = await (copy ? Promise.race([network, late()]) : network);
    return answer.status >= 500 && copy ? await asKept(copy, url, false) : answer;
  } catch (problem) {
    if (!copy) return nothingKept(url);
    // The page of this device is about this device, whether there is a network or not.
    return url.pathname === shell(languageOf(url)).pathname ? copy : asKept(copy, url, problem.message !== "late");
  }
}

/* Files of an older deployment may be gone from the server while a kept page still names them. */
async function file(event, url) {
  try {
    const answer = await fetch(event.request);
    if (answer.status !== 404) return answer;
  } catch {
    // Without a network the kept file is the answer, and below there is one or there is none.
  }
  const files = await caches.open(FILES);
  const bare = (path) => path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
  const same = (await files.keys()).find((one) => bare(new URL(one.url).pathname) === bare(url.pathname));
  return (await files.match(url.pathname)) ?? (same && (await files.match(same))) ?? Response.error();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = plain(request.url);
  if (request.method !== "GET" || !isOurs(url) || UNTOUCHED.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/static/") && /\.(css|js|woff2|svg)$/.test(url.pathname)) event.respondWith(file(event, url));
});

/* ---- coming and going ---- */

addEventListener("install", (event) => {
  skipWaiting(); // a worker holds nothing between two answers, so a new one can take over at any time
  event.waitUntil((async () => {
    await keepFiles(SITE.files);
    const tabs = (await clients.matchAll({ type: "window", includeUncontrolled: true })).map((tab) => plain(tab.url));
    await keepShell(tabs.length ? languageOf(tabs[0]) : "th");
    for (const url of tabs.filter(ruleOf)) await remember(url, await fetch(url.href, { cache: "force-cache" }));
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    await registration.navigationPreload?.enable();
    const foreign = (await caches.keys()).filter((name) => OURS.test(name) && name !== PAGES && name !== FILES);
    await Promise.all(foreign.map((name) => caches.delete(name)));
    await clients.claim();
  })());
});
