// Django's autocompletes tell a screen reader what is chosen, and not for what: here each gets the words of its label.

function tell(select) {
  const box = select.nextElementSibling?.querySelector("[role=textbox]");
  const label = select.labels?.[0]?.textContent.trim();
  if (!box || !label || box.dataset.named) return;
  box.dataset.named = "yes";
  const say = () => box.setAttribute("aria-label", `${label} ${box.title || box.textContent}`);
  new MutationObserver(say).observe(box, { childList: true });
  say();
}

function tellAll() {
  document.querySelectorAll("select.admin-autocomplete").forEach(tell);
}

addEventListener("load", tellAll);
document.addEventListener("formset:added", () => setTimeout(tellAll));
