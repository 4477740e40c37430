// infogo: the grid of monthly numbers takes arrow keys, Enter, and what was copied from a spreadsheet. Rows save by htmx, or by the
// button of the page where it is missing.

const grid = document.querySelector(".o-grid");
const told = document.querySelector("[data-pasted]");

const rows = () => [...grid.tBodies].map((body) => [...body.querySelectorAll("[data-cell]")]).filter((cells) => cells.length);

function placeOf(cell) {
  const all = rows();
  const row = all.findIndex((cells) => cells.includes(cell));
  return { all, row, column: row < 0 ? -1 : all[row].indexOf(cell) };
}

function go(cell) {
  cell.focus();
  cell.select();
}

// On a phone a row is a card: Enter, which its keyboard calls "next", goes through the card and then to the next one.
const CARDS = matchMedia("(max-width: 60rem)");

function stepped(event) {
  const cells = rows().flat();
  const next = cells[cells.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
  event.preventDefault();
  if (next) go(next);
}

function moved(event) {
  const cell = event.target;
  if (!cell.matches("[data-cell]") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" && CARDS.matches) return stepped(event);
  const { all, row, column } = placeOf(cell);
  const at = cell.selectionStart;
  const whole = at === 0 && cell.selectionEnd === cell.value.length;
  const step = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [event.shiftKey ? -1 : 1, 0],
    ArrowLeft: whole || (at === 0 && cell.selectionEnd === 0) ? [0, -1] : null,
    ArrowRight: whole || at === cell.value.length ? [0, 1] : null,
  }[event.key];
  if (!step) return;
  const next = all[row + step[0]]?.[column + step[1]];
  if (event.key === "Enter" || next) event.preventDefault();
  if (next) go(next);
}

// Empty cells of what was copied change nothing: an empty cell is not a zero.
function pasted(event) {
  const cell = event.target;
  const text = event.clipboardData.getData("text/plain");
  if (!cell.matches("[data-cell]") || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const { all, row, column } = placeOf(cell);
  const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
  let count = 0;
  let left = 0;
  lines.forEach((line, down) => {
    const target = all[row + down];
    let changed = null;
    line.split("\t").forEach((value, right) => {
      const into = target?.[column + right];
      if (!into) left += 1;
      else if (value.trim()) {
        into.value = value.trim();
        changed = into;
        count += 1;
      }
    });
    if (changed) changed.dispatchEvent(new Event("change", { bubbles: true }));
  });
  told.textContent = `วางแล้ว ${count} ช่อง` + (left ? ` อีก ${left} ช่องเกินตาราง ไม่ได้วาง ไปหน้าถัดไปแล้ววางส่วนที่เหลือ` : "");
}

// Rows save one after the other. A row that could not be saved says so and is saved with the page. Who leaves while some
// are not saved is asked first, unless she saves the whole page.
const AWAY = "ยังไม่บันทึก ระบบหรืออินเทอร์เน็ตขัดข้อง ตัวเลขยังอยู่ในหน้านี้ กด “บันทึกหน้านี้” อีกครั้ง";
const ENDED = "ยังไม่บันทึก หมดเวลาใช้งาน ตัวเลขยังอยู่ในหน้านี้ เข้าสู่ระบบในแท็บใหม่ แล้วกลับมากด “บันทึกหน้านี้”";
const waiting = new Map(); // how many saves of a row have not been answered; a row that was not saved stays
const retried = new Set(); // rows that were sent again because the page got a new token
let saves = false;

function finished({ detail: { elt: row, xhr } }) {
  const left = Math.max(0, (waiting.get(row) ?? 1) - 1);
  waiting.set(row, left);
  // What the server tells elsewhere in the page, sign in again or a new token, has saved nothing.
  const elsewhere = xhr.getResponseHeader("HX-Retarget") === "[data-tell]";
  const told = (xhr.status >= 200 && xhr.status < 300) || xhr.status === 409 || xhr.status === 422;
  if (told && !elsewhere) {
    retried.delete(row);
    if (!left) waiting.delete(row);
  } else if (xhr.status === 409 && !retried.has(row)) {
    retried.add(row);
    setTimeout(() => htmx.trigger(row, "change"));
  } else tell(row.querySelector(".o-grid__said"), xhr.status === 401 ? ENDED : AWAY);
}

// The hidden marks of the state that she saw stay where they are: the next save needs them.
function tell(place, words) {
  for (const node of [...place.children]) if (node.type !== "hidden") node.remove();
  const note = document.createElement("p");
  note.className = "o-wrong";
  note.textContent = words;
  place.append(note);
}

// "… rows left" goes to the next of them on this page; where there is none, to the page of those.
function onward(event) {
  if (!event.target.closest("[data-left]")) return;
  const left = [...grid.tBodies].filter((row) => row.querySelector("[data-cell]") && !row.querySelector(".o-grid__full"));
  const below = (row) => row.getBoundingClientRect().top > innerHeight / 3;
  const row = left.find(below) ?? left[0];
  if (!row) return;
  event.preventDefault();
  const cells = [...row.querySelectorAll("[data-cell]")];
  row.scrollIntoView({ block: "start" });
  (cells.find((cell) => !cell.value) ?? cells[0]).focus({ preventScroll: true });
}

// What is wrong stands beside its field by the time the row is told; the field says that it is the one.
function marked({ target }) {
  for (const field of target.closest("tbody")?.querySelectorAll("[aria-describedby^='w-']") ?? []) {
    const words = document.getElementById(field.getAttribute("aria-describedby"))?.textContent;
    if (words) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

function leaving(event) {
  if (waiting.size && !saves) event.preventDefault();
}

if (grid) {
  grid.addEventListener("change", ({ target }) => {
    const row = target.closest("tbody");
    waiting.set(row, (waiting.get(row) ?? 0) + 1);
  });
  grid.addEventListener("htmx:afterRequest", finished);
  grid.addEventListener("htmx:afterSwap", marked);
  document.addEventListener("click", onward);
  document.addEventListener("submit", () => (saves = true));
  window.addEventListener("beforeunload", leaving);
  grid.addEventListener("keydown", moved);
  grid.addEventListener("paste", pasted);
}
