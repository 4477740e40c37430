// infogo: says below a field how much room is left, and how much is too much. Nothing is ever cut: without this script the
// server says what is too long and shows all of it again. A field with data-most="N" takes N characters; data-left and
// data-over are the sentences, with {n} and {most}.

const LEFT = "เหลืออีก {n} ตัวอักษร";
const OVER = "ยาวเกินไป {n} ตัวอักษร ไม่เกิน {most}";
const NEAR = 0.8; // of the room: before that there is nothing to say
const PAUSE = 300; // milliseconds: whoever listens hears it once she stops typing
const notes = new WeakMap();

function place(field) {
  const note = document.createElement("p");
  note.className = "c-hint c-left";
  note.setAttribute("aria-live", "polite");
  field.after(note);
  notes.set(field, note);
  return note;
}

function count(field) {
  const most = Number(field.dataset.most);
  const left = most - [...field.value.trim()].length;
  if (left > most * (1 - NEAR) && !notes.has(field)) return;
  const { left: some = LEFT, over = OVER } = field.dataset;
  const note = notes.get(field) ?? place(field);
  const said = left > most * (1 - NEAR) ? "" : left < 0 ? over : some;
  note.textContent = said.replace("{n}", Math.abs(left).toLocaleString()).replace("{most}", most.toLocaleString());
  note.classList.toggle("c-left--over", left < 0);
}

const waiting = new WeakMap();
document.addEventListener("input", ({ target }) => {
  if (!target.dataset.most) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(count, PAUSE, target));
});
for (const field of document.querySelectorAll("[data-most]")) if (field.value.length > field.dataset.most) count(field);
