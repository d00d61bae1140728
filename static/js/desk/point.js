// A press on the small map writes the point into its box. Street pictures load once they are asked for.

const KM_IN_A_DEGREE = 111.195;
const DECIMALS = 5; // about a metre

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

function prepare(map) {
  const { lat, lng, units, km, tiles, attribution, script, style } = map.dataset;
  const box = document.querySelector("[data-point]");
  const sheet = map.querySelector("[data-sheet]");
  const pin = map.querySelector("[data-pin]");
  const centre = [Number(lat), Number(lng)];

  function write(north, east) {
    box.value = `${north.toFixed(DECIMALS)}, ${east.toFixed(DECIMALS)}`;
  }

  function written() {
    const numbers = box.value.split(",").map(Number);
    return numbers.length === 2 && numbers.every(Number.isFinite) ? numbers : centre;
  }

  // what was pressed is not lost when the map is drawn closer
  map.querySelectorAll("[data-step]").forEach((link) => {
    link.addEventListener("click", () => {
      const address = new URL(link.href);
      address.searchParams.set("at", box.value);
      link.href = address.href;
    });
  });

  sheet.addEventListener("click", (event) => {
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    const middle = sheet.viewBox.baseVal.width / 2;
    const north = centre[0] + (middle - spot.y) / units / KM_IN_A_DEGREE;
    const width = KM_IN_A_DEGREE * Math.cos((centre[0] * Math.PI) / 180);
    write(north, centre[1] + (spot.x - middle) / units / width);
    pin.setAttribute("transform", `translate(${spot.x} ${spot.y})`);
    pin.removeAttribute("visibility");
  });

  function show(leaflet) {
    const room = map.querySelector("[data-room]");
    room.hidden = false;
    sheet.remove();
    map.querySelectorAll("[data-drawn]").forEach((one) => one.remove());
    const streets = leaflet.map(room, { scrollWheelZoom: false });
    streets.attributionControl.setPrefix(false);
    streets.fitBounds(leaflet.latLng(centre).toBounds(Number(km) * 2000));
    leaflet.tileLayer(tiles, { attribution: asText(attribution), maxZoom: 19 }).addTo(streets);
    const ring = { radius: 9, weight: 3, interactive: false };
    const here = leaflet.circleMarker(written(), ring);
    if (box.value) here.addTo(streets);
    streets.on("click", ({ latlng }) => {
      write(latlng.lat, latlng.lng);
      here.setLatLng(latlng).addTo(streets);
    });
    room.focus();
  }

  const button = map.querySelector("[data-ask]");
  if (!button) return;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const sheetOfStyle = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
      await Promise.all([
        loaded(sheetOfStyle),
        loaded(Object.assign(document.createElement("script"), { src: script })),
      ]);
      button.remove();
      show(window.L.noConflict());
    } catch {
      button.hidden = true; // the drawing of our own stays
    }
  });
  button.hidden = false;
}

document.querySelectorAll("[data-point-map]").forEach(prepare);
