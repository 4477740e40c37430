/* infogo: the rules by which texts are compared, the same as on the server: infogo/thai and infogo/search/words/lexicon.py.
   tests/packs/test_rules_in_browsers.py runs both over thousands of texts. */

const MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e";
const THAI = "\u0e01-\u0e4e";
const INVISIBLE = /[\u00ad\u061c\u180e\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]/g;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu;
const MARK_RUN = new RegExp(`[${MARKS}]{2,}`, "g");
const AFTER_AA = new RegExp(`([${MARKS}]*)([\u0e32\u0e33])([\u0e48-\u0e4b\u0e4d]+)|([${MARKS}]*\u0e4d[${MARKS}]*)([\u0e32\u0e33])`, "g");
// Three of a kind are no stretched letter as initials (สสส, ททท), nor where two words meet: infogo/thai/normalise.py tells which.
const INITIALS = `(?<![${THAI}])([\u0e01-\u0e2e])\\1\\1(?![${THAI}])`;
const TWO_WORDS = [
  `([\u0e01-\u0e2e])\\2\\2[\u0e30-\u0e39${MARKS}]`,
  "อออ(?:ก|ม|นไลน์|นแอร์|ฟ|ท|ร์|เดอร์)|(?<=[แะ])บบบร[ิร]|(?<=ส)รรร[ถวอ]",
  "นนนท(?:บุ|รี|์)|(?<=ถ)นนน[ก-มย-ฮเ-ไ]",
  `(?:สสส|ททท|กกก[ตทพ])(?![${THAI}])`,
].join("|");
const REPEATED = new RegExp(`(?!${INITIALS})(?!${TWO_WORDS})([${THAI}])\\3{2,}`, "g");
const ABBREVIATION = new RegExp(`(?<![${THAI}])((?:[\u0e01-\u0e2e]{1,4}\\.)+)([\u0e01-\u0e2e]{1,3}(?![${THAI}]))?`, "g");
const PLACE_PREFIXES = new Set(["จ.", "อ.", "ต.", "ม.", "ถ.", "ซ.", "ข."]);
const SAME = [
  [/[\u0e50-\u0e59]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xe20)],
  [/[‐‑‒–—―−﹘﹣－]/g, "-"],
  [/[‘’‚‛′`´＇]/g, "'"],
  [/[“”„‟″«»＂]/g, '"'],
  [/[\uff10-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)],
  [/…/g, " "],
  [/\u0e2f/g, ""],
];

function rank(mark) {
  if (mark === "\u0e3a") return 0;
  if ("\u0e48\u0e49\u0e4a\u0e4b".includes(mark)) return 2;
  return "\u0e4c\u0e4d\u0e4e".includes(mark) ? 3 : 1;
}

const ordered = (run) => [...new Set(run)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).join("");

function writeAm(_all, before, vowel, after, around, other) {
  const marks = (before || around || "") + (after || "");
  return marks.replaceAll("\u0e4d", "") + (marks.includes("\u0e4d") ? "\u0e33" : vowel || other);
}

function closeAbbreviation(all, dotted, tail = "", at = 0, text = "") {
  const following = text.slice(at + all.length, at + all.length + 1);
  const letters = dotted.replaceAll(".", "");
  if (tail && PLACE_PREFIXES.has(dotted)) return `${letters} ${tail}`;
  if (tail.length > 1 && dotted.split(".").length > 2) return `${letters} ${tail}`;
  if (tail) return letters + tail;
  return !following || /\s/.test(following) ? letters : `${letters} `;
}

function once(text) {
  let same = text.toLowerCase().normalize("NFC").replace(INVISIBLE, "");
  for (const [what, by] of SAME) same = same.replace(what, by);
  return same
    .replace(UNPRINTABLE, " ")
    .replace(/เเ/g, "แ")
    .replace(AFTER_AA, writeAm)
    .replace(MARK_RUN, ordered)
    .replace(ABBREVIATION, closeAbbreviation)
    .replace(REPEATED, "$3")
    .replace(/\s+/g, " ")
    .trim();
}

/* The comparable form of a text; applying it again changes nothing. */
export function normalise(text) {
  let last = text;
  for (let next = once(last); next !== last; next = once(last)) last = next;
  return last;
}

/* A normalised text without anything but letters, marks and digits. */
export const squashed = (normalised) => normalised.replace(/[^\p{L}\p{N}\u0e31-\u0e4e]/gu, "");

/* The trigrams of a normalised text, without tone marks and without spaces inside Thai. */
export function grams(normalised) {
  const closed = normalised.replace(/(?<=[\u0e01-\u0e4e])[\s-]+(?=[\u0e01-\u0e4e])/g, "").replace(/[\u0e47-\u0e4c]/g, "");
  const found = [];
  for (const [stretch] of closed.matchAll(/[\p{L}\p{N}]+(?:[\u0e31-\u0e4e]+[\p{L}\p{N}]*)*/gu)) {
    const letters = [...stretch];
    if (letters.length <= 3) found.push(stretch);
    else for (let at = 0; at < letters.length - 2; at += 1) found.push(letters.slice(at, at + 3).join(""));
  }
  return found;
}

const HEARD = "ศษซณญฐถธฒฑฎฏผขฃฅฆฌฉฬลใฟ\u0e35\u0e37\u0e39\u0e33";
const HEARD_AS = "สสสนยทททททดตพคคคคชชรรไฝ\u0e34\u0e36\u0e38\u0e32";
const SOUNDS = new Map([...HEARD].map((letter, at) => [letter, HEARD_AS[at]]));

/* A word with letters of one sound as one, without tone marks and silenced letters. */
export const letterKey = (word) => word
  .replace(/[\u0e48-\u0e4b\u0e47\u0e3a]|[\u0e01-\u0e2e]?[\u0e34\u0e38]?\u0e4c/g, "")
  .replace(/./gsu, (letter) => SOUNDS.get(letter) ?? letter);

const US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?";
const KEDMANEE = "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ%+๑๒๓๔ู฿๕๖๗๘๙๐\"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ";
const keys = (from, to) => {
  const map = new Map([...from].map((key, at) => [key, to[at]]));
  return (text) => text.replace(/./gsu, (key) => map.get(key) ?? key);
};

/* What the same keys type on the other layout. */
export const toThai = keys(US, KEDMANEE);
export const toUs = keys(KEDMANEE, US);
