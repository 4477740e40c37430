// infogo: a section of a draft that saves by itself says when it could not, and asks before typed text is left behind.
// Without this script, and without htmx, the buttons of the form save.

const form = document.querySelector("[data-section]");
let edits = 0; // of which `saved` have arrived and `sent` are on their way
let saved = 0;
let sent = 0;
let busy = false;
let waiting = null; // the button that was pressed meanwhile
let leaving = false;

function failed(truly) {
  document.getElementById("unsaved").hidden = !truly;
}

function submitted(event) {
  const again = form.querySelector("[data-keep]");
  if (again || busy) event.preventDefault();
  // The session has ended: another page would lose the text, a fragment does not.
  if (again) htmx.trigger(form, "save-again");
  // Two saves at once would conflict with each other.
  else if (busy) waiting = event.submitter;
  else leaving = true;
}

function finished({ detail }) {
  busy = false;
  if (detail.successful) {
    saved = sent;
    failed(false);
  }
  if (waiting) form.requestSubmit(waiting);
  waiting = null;
}

if (form) {
  form.addEventListener("input", () => (edits += 1));
  form.addEventListener("submit", submitted);
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (leaving) return event.preventDefault();
    sent = edits;
    busy = true;
  });
  form.addEventListener("htmx:afterRequest", finished);
  for (const name of ["sendError", "timeout", "responseError"])
    form.addEventListener(`htmx:${name}`, () => failed(true));
  // Signed in anew in another tab: the page has its new token and tries again.
  form.addEventListener("htmx:afterSettle", () => {
    if (form.querySelector("[data-again]")) htmx.trigger(form, "save-again");
  });
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    if (edits > saved && !leaving) event.preventDefault();
  });
}
