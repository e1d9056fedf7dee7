// A button reads what is on the disk: first every JupyterLab that is open in this browser saves what is not. What cannot be saved,
// or asked, is said, and nothing is sent without it unless the student says so.
const base = document.body.dataset.base;
const loading = import(`${base}lab/extensions/tinytorch/static/unsaved.js`).catch(() => null);

const ask = (form, button, {left, asked}) => {
  const words = button.dataset.words;
  const alert = Object.assign(document.createElement("div"), {className: "said warn", tabIndex: -1});
  alert.setAttribute("role", "alert");
  const reason = asked
    ? `${[...new Set(left)].join(", ")} has changes that JupyterLab has not saved. `
      + "Save in JupyterLab (Ctrl+S), then press the button again."
    : "JupyterLab in other tabs and windows could not be asked to save, because this browser keeps nothing for pages or its room for "
      + "them is full. Save there (Ctrl+S) what is not saved, then go on.";
  const text = Object.assign(document.createElement("p"), {textContent: `${words} did nothing yet: ${reason}`});
  const without = Object.assign(document.createElement("button"), {
    type: "button", className: "btn btn-secondary", textContent: asked ? `${words} without these changes` : `${words} as it is saved`,
  });
  without.addEventListener("click", async () => {
    if (asked) (await loading).forget(base);
    work(button);
    form.submit();
  });
  alert.append(text, without);
  form.closest("li, section").append(alert);
  alert.focus();
};

const work = button => {
  button.disabled = true;
  button.textContent = "Working …";
};

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", async event => {
    const button = form.querySelector("button"), before = [...button.childNodes];
    button.dataset.words ??= button.textContent.trim();
    document.querySelectorAll("[role=alert].warn").forEach(each => each.remove());
    event.preventDefault();
    work(button);
    const unsaved = await loading;
    const found = !form.dataset.folder ? {asked: true, left: []}
      : await unsaved?.saveElsewhere(base, form.dataset.folder) ?? {asked: false, left: []};
    if (found.asked && !found.left.length) return form.submit();
    button.disabled = false;
    button.replaceChildren(...before);
    ask(form, button, found);
  });
}
