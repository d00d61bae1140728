// "Use my location": once a visitor presses it, asks the browser where it is, and searches near there.

const DECIMALS = 3; // about 100 metres; a more exact point never leaves the browser
const PATIENCE = { enableHighAccuracy: false, timeout: 10000, maximumAge: 300000 };
const REASONS = { 1: "denied", 2: "unavailable", 3: "late" }; // as GeolocationPositionError numbers them

function rounded({ latitude, longitude }) {
  return `${latitude.toFixed(DECIMALS)},${longitude.toFixed(DECIMALS)}`;
}

function addressNear(form, point) {
  const asked = [...new FormData(form)].filter(([name, value]) => value && name !== "near");
  return `${form.action}?${new URLSearchParams([...asked, ["near", point]])}`;
}

function prepare(place) {
  const button = place.querySelector("button");
  const line = place.querySelector("[data-says]");
  const promise = line.textContent;
  let looking = false;

  function say(words, failed) {
    line.textContent = words;
    line.toggleAttribute("data-failed", failed);
  }

  function found({ coords }) {
    location.assign(addressNear(button.form, rounded(coords)));
  }

  function failed({ code }) {
    looking = false;
    say(place.dataset[REASONS[code]], true);
  }

  button.addEventListener("click", () => {
    if (looking) return;
    looking = true;
    say(place.dataset.looking, false);
    navigator.geolocation.getCurrentPosition(found, failed, PATIENCE);
  });
  addEventListener("pagehide", () => {
    looking = false;
    say(promise, false); // as it was, for whoever comes back
  });
  place.hidden = false;
}

function start() {
  document.querySelectorAll("[data-locate]").forEach(prepare);
}

if (isSecureContext && "geolocation" in navigator) {
  start();
  document.addEventListener("anew", start); // week.js has put the page's main part in anew
}
