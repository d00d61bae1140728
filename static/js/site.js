// What every page adds where a browser can: in one file, for each file is one more request of a first visit.

// My week: a press that changes the visitor's week and leads back to this page changes it where it stands.
// The map with pictures is left out: its own script has made it.

const PARTS = ["body > header", "main", "body > footer"];
// Says it to who does not see it: it was there before, and outlives the parts that are exchanged.
const aloud = Object.assign(document.createElement("p"), { role: "status", className: "only-read" });
document.body.append(aloud);
let underWay = false;

async function leadBack(link) {
  const answer = await fetch(link.href);
  const { pathname, search } = new URL(answer.url);
  if (!answer.ok || pathname !== location.pathname) throw new Error("it leads elsewhere");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const row = link.closest("[id]")?.id;
  PARTS.forEach((part) => document.querySelector(part).replaceWith(page.querySelector(part)));
  history.replaceState({ week: true }, "");
  history.pushState({ week: true }, "", pathname + search);
  document.title = page.title;
  document.dispatchEvent(new Event("anew"));
  const told = document.querySelector("main [role=status] a");
  const again = told ?? document.getElementById(row)?.querySelector("a.to-week") ?? document.querySelector("main");
  again.focus({ preventScroll: again !== told });
  aloud.textContent = document.querySelector(".masthead__week")?.getAttribute("aria-label") ?? "";
}

addEventListener("click", (event) => {
  const link = event.target.closest("a[data-week]");
  if (!link || document.querySelector("[data-tiles]") || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (underWay) return;
  underWay = true;
  leadBack(link).catch(() => location.assign(link.href)).finally(() => (underWay = false));
});
addEventListener("popstate", ({ state }) => state?.week && location.reload());

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

function prepareLocating(place) {
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

function startLocating() {
  document.querySelectorAll("[data-locate]").forEach(prepareLocating);
}

if (isSecureContext && "geolocation" in navigator) {
  startLocating();
  document.addEventListener("anew", startLocating);
}
