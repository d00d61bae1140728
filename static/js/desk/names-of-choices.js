// Gives the admin's autocompletes the names of their labels: the library leaves them without one for screen readers.

function labelOf(select) {
  const label = select.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label && !label.id) label.id = `label_${select.id}`;
  return label;
}

function name(selection) {
  const select = selection.closest(".select2")?.previousElementSibling;
  const label = select && labelOf(select);
  const shown = selection.querySelector(".select2-selection__rendered");
  if (!label || !shown) return;
  selection.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
  shown.setAttribute("aria-labelledby", label.id);
}

function nameSearch(field) {
  const open = document.querySelector(".select2-container--open")?.previousElementSibling;
  const label = open && labelOf(open);
  if (label) field.setAttribute("aria-label", label.textContent.trim());
}

function nameAll(root) {
  root.querySelectorAll(".select2-selection").forEach(name);
  root.querySelectorAll(".select2-search__field").forEach(nameSearch);
}

// A heading over nothing is none.
document.querySelectorAll("th.original:empty").forEach((heading) => heading.replaceWith(document.createElement("td")));

nameAll(document);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const added of change.addedNodes) {
      if (added instanceof Element) nameAll(added.parentElement ?? added);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
