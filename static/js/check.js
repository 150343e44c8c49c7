// Helps on the questionnaire, which works without it: after htmx has put in a step, brings the focus to the question or to
// the error, and says quietly where the reader is. If the site can't be reached, it says so, with the numbers to call.
const step = document.getElementById("step");
const said = document.getElementById("said");
const lost = document.getElementById("lost");

document.addEventListener("htmx:afterSettle", () => {
  const mark = step.querySelector("[data-focus]");
  if (!mark) return;
  step.scrollIntoView({ behavior: "instant" });
  mark.focus({ preventScroll: true });
  said.textContent = step.querySelector("[data-say]")?.textContent ?? "";
  showPrintButtons();
});

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    lost.hidden = false;
    lost.scrollIntoView({ behavior: "instant", block: "center" });
    lost.focus({ preventScroll: true });
  });
}
document.addEventListener("htmx:beforeRequest", () => { lost.hidden = true; });

// "None of these" and "I am not sure" go with no other box.
document.addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox" || !target.checked) return;
  for (const box of target.form.querySelectorAll("input[type=checkbox]:checked")) {
    if (box !== target && ("alone" in target.dataset || "alone" in box.dataset)) box.checked = false;
  }
});

function showPrintButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.onclick = () => window.print();
  }
}
showPrintButtons();
