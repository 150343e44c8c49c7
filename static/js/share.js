// Copy buttons, the reader's own date in the line for the record, and a word to screen readers when the outcome changes.
const live = document.getElementById("share-status");

function say(words) {
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 100);
}

function prepare() {
  document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
  const line = document.querySelector("[data-today]");
  const now = new Date();
  const here = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const at = line.value.lastIndexOf(line.dataset.today);
  if (at >= 0) line.value = line.value.slice(0, at) + here + line.value.slice(at + here.length);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
    say(button.dataset.done);
  } catch {
    field.select();
    say(button.dataset.failed);
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const outcome = document.getElementById("outcome");
  prepare();
  say(document.getElementById("outcome-words").textContent);
  // After the button, and when what had the focus is gone, reading goes on at the outcome.
  const pressed = event.detail.requestConfig.triggeringEvent?.type === "submit";
  if (pressed || document.activeElement === document.body) outcome.focus();
});

prepare();
