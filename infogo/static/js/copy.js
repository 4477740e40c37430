/* infogo: searching the static copy of the site. The words are looked for here, in a small index, by the rules of district
   packs (pack.js, thai.js); what is found are pages of the copy. */

const box = document.querySelector("[data-static-search]");
const words = JSON.parse(box.dataset.words);
const MOST = 20;
/* Most readers want to do something: of what fits about as well, services come first. */
const worth = ({ kind, score }) => score * (kind === "manual" ? 1.3 : 1);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  // What records say is Thai, on pages in another language too.
  if (document.documentElement.lang !== "th" && children.some((child) => typeof child === "string" && /[\u0e01-\u0e2e]/.test(child))) node.lang = "th";
  node.append(...children.filter(Boolean));
  return node;
}

async function part(name) {
  const answer = await fetch(`${box.dataset.index}${name}.json`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

const status = element("p", { role: "status" }, words.loading);
const list = element("ul", { class: "c-cards", role: "list" });
const chooser = element("select", { id: "copy-province" }, element("option", { value: "" }, words.any));
box.append(
  element("p", {}, element("label", { for: "copy-province" }, words.province), " ", chooser), status, list);

/* The province that the words name, if they name one: "อำเภอเมืองเชียงใหม่" asks for offices there. */
function named(typed, provinces, { normalise, squashed }) {
  const text = squashed(normalise(typed));
  return provinces.find(([, name]) => text.includes(squashed(normalise(name))))?.[0] ?? "";
}

function row(address, record) {
  return element("li", { class: "c-card" },
    element("h2", { class: "c-card__title" }, element("a", { href: box.dataset.root + address }, record.name)),
    record.agency ? element("p", { class: "c-meta" }, record.agency) : null,
    record.address ? element("p", { class: "c-hint" }, record.address) : null);
}

async function start() {
  const [thai, pack] = await Promise.all([box.dataset.thai, box.dataset.pack].map((file) => import(new URL(file, location.href))));
  const everywhere = await part("services");
  for (const [code, name] of everywhere.provinces) chooser.append(element("option", { value: code }, name));
  const query = new URLSearchParams(location.search);
  const typed = (query.get("q") ?? "").slice(0, 200);
  for (const input of document.querySelectorAll('input[name="q"]')) input.value = typed;
  const asked = query.get("prov") ?? "";
  chooser.value = asked || named(typed, everywhere.provinces, thai);

  async function show() {
    status.textContent = typed.trim() ? words.loading : "";
    const offices = chooser.value ? (await part(`province-${chooser.value}`)).points : [];
    const points = [...everywhere.points, ...offices];
    const manuals = new Map(Object.entries(everywhere.manuals));
    const known = new Map([...manuals, ...points.map((one) => [one.id, one])]);
    const { found, readAs } = pack.searcher({ words: everywhere.words, manuals, points }, thai)(typed);
    list.replaceChildren(...found.sort((a, b) => worth(b) - worth(a)).slice(0, MOST).map(({ key }) => row(key, known.get(key))));
    if (!typed.trim()) return;
    const many = found.length ? fill(words.found, { n: found.length }) : words.none;
    status.textContent = [readAs ? fill(words.read_as, { text: readAs }) : "", many].filter(Boolean).join(" · ");
  }
  chooser.addEventListener("change", () => show().catch(failed));
  await show();
}

function failed(problem) {
  console.info(problem);
  status.textContent = words.failed;
}

start().catch(failed);
