// A button that copies the field it stands below, in place of the words that say how to copy by hand.

function prepare(line) {
  const field = document.getElementById(line.dataset.copy);
  const button = document.createElement("button");
  const answer = document.createElement("span");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = line.dataset.button;
  button.addEventListener("click", async () => {
    answer.textContent = "";
    try {
      await navigator.clipboard.writeText(field.value);
      answer.textContent = line.dataset.done;
    } catch {
      answer.textContent = line.dataset.failed;
      field.select();
    }
  });
  line.replaceChildren(button, " ", answer);
}

if (isSecureContext && navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(prepare);
}
