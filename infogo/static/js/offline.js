/* infogo: the page about what this device keeps. It also stands for pages that could not be reached: then its address is theirs.
   Words come from the page. The worker (sw.js) keeps pages; district.js keeps packs. */

const PAGES = "infogo-pages";
const PACKS = "infogo-packs";
const KEPT_AT = "x-kept-at";
const box = document.querySelector("[data-offline]");
const words = JSON.parse(box.dataset.words);
const part = (name) => box.querySelector(`[data-${name}]`);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const home = box.dataset.offline;
const isShell = (path) => /^(\/en)?\/offline$/.test(path);

function unreached() {
  document.querySelector("[data-title]").textContent = words.offline;
  document.querySelector("[data-lead]").textContent = words.notKept;
  document.title = words.offline;
  document.querySelector("[data-online]").hidden = true;
  const again = document.querySelector("[data-again]");
  again.hidden = false;
  again.querySelector("button").addEventListener("click", () => location.reload());
}

function when(text) {
  const language = document.documentElement.lang;
  const zone = { timeZone: "Asia/Bangkok" };
  const day = new Intl.DateTimeFormat(language === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB", { day: "numeric", month: "short", year: "numeric", ...zone })
    .formatToParts(new Date(text)).filter(({ type }) => ["day", "month", "year"].includes(type)).map(({ value }) => value).join(" ");
  return `${day} ${new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...zone }).format(new Date(text))}`;
}

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

function row(href, name, note, drop) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href, textContent: name });
  const hint = Object.assign(document.createElement("span"), { className: "c-hint", textContent: ` ${note} ` });
  const button = Object.assign(document.createElement("button"), { className: "c-button c-button--quiet", type: "button", textContent: words.drop });
  button.setAttribute("aria-label", fill(words.dropOne, { name }));
  button.addEventListener("click", async () => {
    await drop();
    await show();
  });
  item.append(link, hint, button);
  return item;
}

async function pages() {
  const cache = await caches.open(PAGES);
  const found = [];
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (isShell(url.pathname) || /\/offline\/district\//.test(url.pathname)) continue;
    const copy = await cache.match(request);
    const html = await copy.text();
    const title = new DOMParser().parseFromString(html, "text/html").title.split(" – ")[0];
    found.push({ url, title, at: copy.headers.get(KEPT_AT), bytes: html.length, drop: () => cache.delete(request) });
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

async function packs() {
  if (!(await caches.has(PACKS))) return [];
  const cache = await caches.open(PACKS);
  return Promise.all((await cache.keys()).map(async (request) => {
    const { headers, ...copy } = await cache.match(request).then(async (kept) => ({ headers: kept.headers, bytes: (await kept.blob()).size }));
    const href = `${home}/district/${headers.get("x-district")}`;
    return { href, name: decodeURIComponent(headers.get("x-name")), at: headers.get(KEPT_AT), bytes: copy.bytes, drop: () => cache.delete(request) };
  }));
}

async function show() {
  const [kept, districts] = [await pages(), await packs()];
  part("pages").replaceChildren(...kept.map(({ url, title, at, drop }) => row(url.href, title, fill(words.kept, { when: when(at) }), drop)));
  part("packs").replaceChildren(...districts.map(({ href, name, at, bytes, drop }) => row(href, name, `${fill(words.kept, { when: when(at) })} · ${size(bytes)}`, drop)));
  part("packs-title").hidden = !districts.length;
  part("tools").hidden = !kept.length;
  const total = [...kept, ...districts].reduce((sum, { bytes }) => sum + bytes, 0);
  part("none").textContent = total ? fill(words.total, { size: size(total) }) : words.nothing;
}

/* Ask for each kept page once more: the worker keeps what is new and deletes what the site withdrew. */
async function check() {
  part("status").textContent = words.checking;
  const before = await pages();
  let [gone, renewed] = [0, 0];
  try {
    for (const { url, drop } of before) {
      const answer = await fetch(url.href, { cache: "no-cache", redirect: "manual" });
      if (answer.status === 200) {
        const headers = new Headers(answer.headers);
        for (const name of ["content-encoding", "content-length"]) headers.delete(name);
        headers.set(KEPT_AT, new Date().toISOString());
        const html = await answer.text();
        await (await caches.open(PAGES)).put(url.href, new Response(html, { headers }));
        renewed += 1;
      } else if ([404, 410].includes(answer.status) || answer.type === "opaqueredirect") {
        await drop();
        gone += 1;
      }
    }
    part("status").textContent = [fill(words.renewed, { n: renewed }), gone ? fill(words.gone, { n: gone }) : ""].filter(Boolean).join(" · ");
  } catch (problem) {
    console.info(problem);
    part("status").textContent = words.unreachable;
  }
  await show();
}

if (location.pathname !== home) unreached();
if (!("caches" in window)) part("none").textContent = words.cannot;
else {
  part("check").addEventListener("click", check);
  part("clear").addEventListener("click", async () => {
    for (const { drop } of await pages()) await drop();
    await show();
  });
  await show();
}
