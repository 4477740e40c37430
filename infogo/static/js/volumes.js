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

function moved(event) {
  const cell = event.target;
  if (!cell.matches("[data-cell]") || event.altKey || event.ctrlKey || event.metaKey) return;
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

// Rows save one after the other. Who leaves while some wait is asked first, unless she saves the whole page.
let waiting = 0;
let saves = false;

function leaving(event) {
  if (waiting && !saves) event.preventDefault();
}

if (grid) {
  grid.addEventListener("change", () => (waiting += 1));
  grid.addEventListener("htmx:afterRequest", () => (waiting = Math.max(0, waiting - 1)));
  document.addEventListener("submit", () => (saves = true));
  window.addEventListener("beforeunload", leaving);
  grid.addEventListener("keydown", moved);
  grid.addEventListener("paste", pasted);
}
