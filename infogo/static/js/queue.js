// infogo: Alt+J to the next draft of a queue, Alt+K to the one before; by the place of the keys, whatever the layout.
// Without this script the accesskeys of the links do the same.

const KEYS = { KeyJ: "next", KeyK: "prev" };

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  const link = document.querySelector(`[data-queue] a[rel="${KEYS[event.code]}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
