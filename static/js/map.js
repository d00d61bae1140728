// Street pictures behind the pins, once a visitor asks for them. Before that nothing is loaded; nothing is ever kept.

function stylesheet(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return loaded(link);
}

function script(src) {
  return loaded(Object.assign(document.createElement("script"), { src }));
}

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function asText(words) {
  const line = document.createElement("span");
  line.textContent = words;
  return line.innerHTML;
}

function pinIcon(leaflet, pin) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-18 -18 36 36");
  svg.setAttribute("width", "44");
  svg.setAttribute("height", "44");
  const own = pin.cloneNode(true);
  own.removeAttribute("transform");
  svg.append(own);
  return leaflet.divIcon({ html: svg, className: "", iconSize: [44, 44] });
}

function point(words) {
  return words.split(",").map(Number);
}

function show(drawing, leaflet) {
  const sheet = drawing.querySelector("[data-sheet]");
  const { tiles, attribution, centre, km, unit } = drawing.dataset;
  const room = drawing.querySelector("[data-room]");
  room.hidden = false;
  sheet.remove();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = leaflet.map(room, { scrollWheelZoom: false, zoomAnimation: !still, fadeAnimation: !still, inertia: !still });
  map.attributionControl.setPrefix(false);
  map.fitBounds(leaflet.latLng(point(centre)).toBounds(Number(km) * 2000));
  leaflet.tileLayer(tiles, { attribution: asText(attribution), maxZoom: 19 }).addTo(map);
  leaflet.control.scale({ imperial: unit === "mi", metric: unit === "km" }).addTo(map);
  for (const pin of sheet.querySelectorAll("[data-at]")) {
    const icon = pinIcon(leaflet, pin);
    leaflet.marker(point(pin.dataset.at), { icon, interactive: false, keyboard: false }).addTo(map);
  }
  room.focus();
}

async function ask(drawing, line, button) {
  button.disabled = true;
  try {
    await Promise.all([stylesheet(drawing.dataset.style), script(drawing.dataset.script)]);
    button.remove();
    show(drawing, window.L.noConflict());
  } catch {
    line.hidden = true; // the drawing of our own stays
  }
}

for (const drawing of document.querySelectorAll("[data-tiles]")) {
  const line = drawing.querySelector("[data-ask]");
  const button = line.querySelector("button");
  button.addEventListener("click", () => ask(drawing, line, button));
  line.hidden = false;
}
