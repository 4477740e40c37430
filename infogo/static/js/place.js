// infogo: a map on which an officer picks where an office stands. The place is always the middle of the map: a click moves
// the middle, so do arrow keys, and what is there is written into the field. Without it the field is typed into.

const pair = (text) => (/^\s*(-?\d+\.?\d*)\s*,\s*(-?\d+\.?\d*)\s*$/.exec(text) || []).slice(1).map(Number);

async function open(box, frame) {
  const { script, style, outline, tiles, attribution, pick } = box.dataset;
  const field = document.getElementById(pick);
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  const styled = new Promise((resolve, reject) => Object.assign(sheet, { onload: resolve, onerror: reject }));
  document.head.append(sheet);
  const [shape] = await Promise.all([fetch(outline).then((answer) => answer.json()), import(new URL(script, location.href)), styled]);
  const { L } = window;
  const colour = (name) => getComputedStyle(box).getPropertyValue(`--${name}`).trim();
  frame.hidden = false;
  const map = L.map(frame, { preferCanvas: true, attributionControl: Boolean(tiles), zoomControl: false });
  L.control.zoom({ zoomInTitle: "ขยาย", zoomOutTitle: "ย่อ" }).addTo(map);
  const land = L.geoJSON(shape, {
    interactive: false,
    style: { color: colour("navy"), weight: 2, fillColor: colour("white"), fillOpacity: tiles ? 0 : 1 },
  });
  const [lat, lng] = pair(field.value);
  if (lat) map.setView([lat, lng], tiles ? 17 : 11);
  else map.fitBounds(land.getBounds(), { padding: [12, 12] });
  if (tiles) {
    map.attributionControl.setPrefix(false);
    L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  }
  land.addTo(map);
  const dot = L.circleMarker(map.getCenter(), {
    radius: 10, weight: 3, color: colour("navy"), fillColor: colour("gold"), fillOpacity: 0.8, interactive: false,
  }).addTo(map);
  let typed = false;
  map.on("move", () => dot.setLatLng(map.getCenter()));
  map.on("moveend", () => {
    if (!typed) field.value = ["lat", "lng"].map((name) => map.getCenter()[name].toFixed(6)).join(", ");
  });
  map.on("click", (event) => map.panTo(event.latlng));
  field.addEventListener("change", () => {
    const [there, east] = pair(field.value);
    if (!there) return;
    typed = true;
    map.setView([there, east], map.getZoom(), { animate: false });
    typed = false;
  });
}

for (const box of document.querySelectorAll("[data-pick]")) {
  const button = box.querySelector("button");
  const frame = Object.assign(document.createElement("div"), { className: "c-map__frame", hidden: true });
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", "แผนที่เลือกตำแหน่ง");
  box.append(frame);
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await open(box, frame);
      button.hidden = true;
      frame.focus();
    } catch (error) {
      console.error(error);
      button.disabled = false;
      box.querySelector(".o-wrong").hidden = false;
    }
  });
}
