/* infogo: a district pack in the browser: proved to be ours before anything of it is used, searched, and told by the clock.
   The format is in docs/offline.md and infogo/packs/format.py. Nothing here touches the page. */

const SIGNED_AS = "infogo district pack 1\n";
const FORMAT = 1;
const utf8 = new TextEncoder();

export class Refused extends Error {}

const fromText = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

async function hashOf(line) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(line)));
  return btoa(String.fromCharCode(...digest)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export async function packHash(manifest) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(manifest)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function unzipped(blob) {
  try {
    return await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text();
  } catch (problem) {
    throw new Refused("not gzip", { cause: problem });
  }
}

async function isSigned(header, manifest, keys) {
  const key = keys.find((one) => one.kid === header.key);
  if (!key || header["infogo-pack"] !== FORMAT) return false;
  const { kty, crv, x, y } = key;
  const method = { name: "ECDSA", namedCurve: "P-256" };
  const known = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, method, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, known, fromText(header.sig), utf8.encode(SIGNED_AS + manifest));
}

/* Take apart a pack, or a difference with the pack that it changes. Whatever is not exactly what was signed is refused:
   the signature, the district, the hash of each part, a part too many or too few. Returns the whole pack. */
export async function opened(text, { keys, district, before = null }) {
  const [first, manifest, ...lines] = text.split("\n");
  let header;
  let named;
  try {
    header = JSON.parse(first);
    if (!(await isSigned(header, manifest, keys))) throw new Refused("signature");
    named = JSON.parse(manifest);
  } catch (problem) {
    throw problem instanceof Refused ? problem : new Refused("unreadable", { cause: problem });
  }
  if (named.district !== district || named.format !== FORMAT) throw new Refused("another district");
  const had = new Map(before ? [...before.lines].map(([, { hash, line }]) => [hash, line]) : []);
  const came = new Map(await Promise.all(lines.map(async (line) => [await hashOf(line), line])));
  const wanted = new Set(named.parts.map(([, hash]) => hash));
  if ([...came.keys()].some((hash) => !wanted.has(hash))) throw new Refused("a part too many");
  const kept = new Map();
  for (const [name, hash] of named.parts) {
    const line = came.get(hash) ?? had.get(hash);
    if (line === undefined) throw new Refused("a part is missing");
    kept.set(name, { hash, line });
  }
  return { header: first, manifest, lines: kept, hash: await packHash(manifest) };
}

/* The text of a whole pack, as it is kept on the device. */
export const whole = ({ header, manifest, lines }) => [header, manifest, ...[...lines.values()].map(({ line }) => line)].join("\n");

/* What a pack says: its district, special days, words for searching, manuals and points. */
export function contents({ lines }) {
  const told = { manuals: new Map(), points: [] };
  for (const [name, { line }] of lines) {
    const value = JSON.parse(line);
    if (name.startsWith("manual:")) told.manuals.set(name.slice(7), value);
    else if (name.startsWith("point:")) told.points.push(value);
    else told[name] = value;
  }
  told.holidays = new Map(told.days);
  return told;
}

/* ---- searching ---- */

const NAME = 1;
const TAG = 0.95;
const SUMMARY = 0.6;
const SAID = 0.7;
const LEAST = 0.42;
const MUCH_BETTER = 1.4;
const MOST_FOUND = 20;
const WORTH_SHOWING = 0.4;

/* Returns find(typed): what was found, best first, and how the words were read if not as typed. */
export function searcher(told, thai) {
  const { normalise, squashed, grams, letterKey, toThai, toUs } = thai;
  const cut = (text) => [...new Set(grams(letterKey(normalise(text))))];
  const fields = [];
  const holding = new Map();
  const add = (of, weight, texts) => {
    for (const text of texts) {
      if (!text) continue;
      const own = cut(text);
      const at = fields.push({ of, weight, size: own.length, squash: squashed(normalise(text)) }) - 1;
      for (const gram of own) {
        if (!holding.has(gram)) holding.set(gram, []);
        holding.get(gram).push(at);
      }
    }
  };
  for (const [key, manual] of told.manuals) {
    const of = { kind: "manual", key };
    add(of, NAME, [manual.name, manual.official]);
    add(of, TAG, manual.find ?? []);
    add(of, SUMMARY, [manual.summary]);
    add(of, SAID, manual.said ?? []);
  }
  for (const point of told.points) {
    const of = { kind: "point", key: String(point.id) };
    add(of, NAME, [point.name]);
    add(of, TAG, point.find ?? []);
    add(of, SUMMARY, [point.agency, point.address]);
    add(of, SAID, point.said ?? []); // guides, in the copy of the site
  }
  const rarity = (gram) => Math.log(1 + fields.length / (1 + (holding.get(gram)?.length ?? 0)));

  function scored(text) {
    const asked = cut(text);
    const squash = squashed(normalise(text));
    const total = asked.reduce((sum, gram) => sum + rarity(gram), 0);
    const met = new Map();
    for (const gram of asked)
      for (const at of holding.get(gram) ?? []) {
        const so = met.get(at) ?? { weight: 0, count: 0 };
        met.set(at, { weight: so.weight + rarity(gram), count: so.count + 1 });
      }
    const best = new Map();
    for (const [at, { weight, count }] of met) {
      const field = fields[at];
      const cover = weight / total;
      if (cover < LEAST) continue;
      let score = field.weight * cover * (0.6 + 0.4 * (count / field.size));
      if (field.squash === squash) score *= 2;
      else if (squash.length > 2 && field.squash.includes(squash)) score *= 1.3;
      const id = `${field.of.kind} ${field.of.key}`;
      if (score > (best.get(id)?.score ?? 0)) best.set(id, { ...field.of, score });
    }
    return best;
  }

  /* The words as they are, and with what they may also mean. */
  function read(text) {
    const best = scored(text);
    const squash = squashed(normalise(text));
    for (const [phrases, means, weight] of told.words.synonyms) {
      const phrase = phrases.find((one) => squash.includes(one));
      if (!phrase) continue;
      for (const meant of means)
        for (const [id, other] of scored(squash.replace(phrase, squashed(meant))))
          if (other.score * weight > (best.get(id)?.score ?? 0)) best.set(id, { ...other, score: other.score * weight });
    }
    const top = Math.max(0, ...[...best.values()].map(({ score }) => score));
    return [...best.values()].filter(({ score }) => score >= WORTH_SHOWING * top).sort((a, b) => b.score - a.score || (a.kind + a.key < b.kind + b.key ? -1 : 1));
  }

  return (typed) => {
    const text = typed.slice(0, 200).trim();
    if (!text) return { found: [], readAs: "" };
    const asTyped = read(text);
    const isLatin = /^[\x20-\x7e]+$/.test(text);
    const other = isLatin ? toThai(text) : toUs(text);
    const guess = other !== text && (isLatin || /^[\x20-\x7e]+$/.test(other)) ? read(other) : [];
    const isMeant = (guess[0]?.score ?? 0) > MUCH_BETTER * (asTyped[0]?.score ?? 0);
    return { found: (isMeant ? guess : asTyped).slice(0, MOST_FOUND), readAs: isMeant ? other : "" };
  };
}

/* ---- opening hours, in Thai time wherever the reader is ---- */

const BANGKOK_MS = 7 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;
const FARTHEST_DAYS = 60;

const thaiClock = (moment) => {
  const there = new Date(moment.getTime() + BANGKOK_MS);
  return { day: there.toISOString().slice(0, 10), time: there.toISOString().slice(11, 16) };
};
const dayAfter = (day, count) => new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
const weekday = (day) => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
const otherOn = (hours, day) => (hours.other ?? []).findLast((one) => one.from <= day && day <= one.to);

/* When a place is open on a day ("2026-11-25"): pairs from and up to, "24:00" for the end of the day. */
export function spansOn(hours, day, holidays) {
  const other = otherOn(hours, day);
  if (other) return other.spans;
  if (hours.holidays && holidays.has(day)) return [];
  return hours.week[weekday(day)];
}

/* Whether a place is open: { open, until } or { open: false, holiday, note, next: { day, time } }; open is null if unknown. */
export function openAt(hours, moment, holidays) {
  if (!hours || hours.unknown) return { open: null };
  const { day, time } = thaiClock(moment);
  const now = spansOn(hours, day, holidays).find(([from, to]) => from <= time && time < to);
  if (now) return { open: true, ...ending(hours, day, now[1], holidays), lunchUnknown: Boolean(hours.lunch_unknown) && time.startsWith("12") };
  const other = otherOn(hours, day);
  const holiday = !other && hours.holidays && hours.week[weekday(day)].length ? holidays.get(day) ?? "" : "";
  return { open: false, holiday, note: other?.note ?? "", next: nextOpening(hours, day, time, holidays) };
}

/* A span that runs to midnight may go on the next day; whoever never closes has no end. */
function ending(hours, day, until, holidays) {
  let [on, end] = [day, until];
  for (let count = 0; end === "24:00" && count < FARTHEST_DAYS; count += 1) {
    const next = dayAfter(on, 1);
    const goesOn = spansOn(hours, next, holidays).find(([from]) => from === "00:00");
    if (!goesOn) return { until: "24:00", on };
    [on, end] = [next, goesOn[1]];
  }
  return end === "24:00" ? { until: "" } : { until: end, on };
}

function nextOpening(hours, day, time, holidays) {
  for (let count = 0; count < FARTHEST_DAYS; count += 1) {
    const on = dayAfter(day, count);
    const span = spansOn(hours, on, holidays).find(([from]) => count || from > time);
    if (span) return { day: on, time: span[0], days: count };
  }
  return null;
}

/* Whether a place is closed for a time on the day of a moment; both ends may be open. */
export function isSuspended(point, moment) {
  if (!point.suspended) return false;
  const { day } = thaiClock(moment);
  const [from, to] = point.suspended;
  return (!from || from <= day) && (!to || day <= to);
}
