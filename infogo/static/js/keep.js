// infogo: a form is not sent while the device knows that it has no network: the browser would show a page of its own
// instead, and what was typed would be gone. Without this script, and where the device does not know, it is sent as ever.
// data-away on the form is the sentence, where the page does not speak Thai.
// A page that saves by itself says when it could not, unless its own script does (data-section, the grid of numbers).
// A form that gives something once (data-once) is fetched anew when the back button shows it as it was: its key is used.
// It is sent without the "#field" of a link that led to what was wrong: a page with one in its address does not begin with
// what is still wrong.

const AWAY = "ไม่มีอินเทอร์เน็ต จึงยังไม่ได้ส่ง สิ่งที่กรอกยังอยู่ในหน้านี้ ต่ออินเทอร์เน็ตได้แล้วกดอีกครั้ง";
const note = document.createElement("p");
note.className = "c-wrong";
note.setAttribute("role", "alert");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (location.hash && !form.hasAttribute("action")) form.action = location.href.split("#")[0];
  if (navigator.onLine || form.getAttribute("method") !== "post") return;
  event.preventDefault();
  event.stopPropagation();
  note.textContent = form.dataset.away ?? AWAY;
  (event.submitter?.closest("p") ?? event.submitter ?? form.lastElementChild).after(note);
}, { capture: true });
addEventListener("online", () => note.remove());
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && document.querySelector("form[data-once]")) location.reload();
});

const UNSAVED = "ยังไม่ได้บันทึก ระบบหรืออินเทอร์เน็ตขัดข้อง สิ่งที่กรอกยังอยู่ในหน้านี้ รอสักครู่แล้วลองอีกครั้ง";
const unsaved = note.cloneNode();

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { elt, requestConfig, successful } = detail; // a refusal that is shown counts as successful
  if (requestConfig.verb !== "post" || elt.closest("[data-section], .o-grid")) return;
  if (successful) return unsaved.remove();
  unsaved.textContent = UNSAVED;
  elt.after(unsaved);
});
