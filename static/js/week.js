// A press that changes the visitor's week and leads back to this page changes it where it stands.
// The map with pictures is left out: its own script has made it.

const PARTS = ["body > header", "main", "body > footer"];
let under_way = false;

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
}

addEventListener("click", (event) => {
  const link = event.target.closest("a[data-week]");
  if (!link || document.querySelector("[data-tiles]") || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (under_way) return;
  under_way = true;
  leadBack(link).catch(() => location.assign(link.href)).finally(() => (under_way = false));
});
addEventListener("popstate", ({ state }) => state?.week && location.reload());
