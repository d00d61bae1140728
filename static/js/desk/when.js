// "When, in words": what is typed is said back with its next dates, and put into the fields, while one types.

const PAUSE = 350; // milliseconds without a key before the words are read
const NAMES = [
  "when", "when_read", "weekday", "starts_at", "minutes", "by_arrangement", "weeks", "interval", "counted_from",
  "months", "first", "last",
];

function line(kind, words) {
  return Object.assign(document.createElement("p"), { className: `when__${kind}`, textContent: words });
}

function list(days) {
  const found = Object.assign(document.createElement("ul"), { className: "when__dates" });
  found.append(...days.map((day) => Object.assign(document.createElement("li"), { textContent: day })));
  return found;
}

function say(place, { said, trouble }) {
  const lines = trouble.map((words) => line("trouble", words));
  if (said) {
    lines.push(line("words", said.words), ...(said.dates.length ? [list(said.dates)] : []));
    lines.push(...said.hints.map((words) => line("hint", words)));
  }
  place.replaceChildren(...lines);
}

function put(control, values) {
  if (control.type === "checkbox") control.checked = values.includes(control.value);
  else control.value = values[0] ?? "";
}

function prepare(part) {
  const { when: address, prefix } = part.dataset;
  const box = part.querySelector("input");
  const form = box.form;
  const place = part.querySelector("[data-said]");
  const controls = (name) => form.querySelectorAll(`[name="${prefix}${name}"]`);
  let asked = 0;
  let waiting;

  function typed() {
    const names = new Set(NAMES.map((name) => prefix + name));
    return new URLSearchParams([...new FormData(form)].filter(([name]) => names.has(name)).concat([["prefix", prefix]]));
  }

  function fill(fields) {
    for (const [name, values] of Object.entries(fields)) {
      controls(name).forEach((control) => put(control, values));
    }
    controls("when_read").forEach((control) => put(control, [box.value.trim()]));
  }

  async function ask() {
    const number = ++asked;
    const words = box.value;
    const response = await fetch(`${address}?${typed()}`, { headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected || number !== asked || words !== box.value) return;
    const answer = await response.json();
    if (answer.fields) fill(answer.fields);
    say(place, answer);
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => place.replaceChildren()), PAUSE);
  }

  box.addEventListener("input", soon);
  for (const name of NAMES.slice(2)) controls(name).forEach((control) => control.addEventListener("change", soon));
}

document.querySelectorAll("[data-when]").forEach((part) => {
  if (!part.querySelector("input").name.includes("__prefix__")) prepare(part);
});
