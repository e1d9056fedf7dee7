// A button reads what is on the disk: first every JupyterLab that is open in this browser saves what is not. What cannot be saved
// is said, and nothing is sent without it unless the student says so.
const base = document.body.dataset.base;
const loading = import(`${base}lab/extensions/tinytorch/static/unsaved.js`).catch(() => null);

const ask = (form, button, paths, {forget}) => {
  const words = button.dataset.words;
  const alert = Object.assign(document.createElement("div"), {className: "said warn", tabIndex: -1});
  alert.setAttribute("role", "alert");
  const text = Object.assign(document.createElement("p"), {
    textContent: `${words} did nothing yet: ${[...new Set(paths)].join(", ")} has changes that JupyterLab has not saved. `
      + "Save in JupyterLab (Ctrl+S), then press the button again.",
  });
  const without = Object.assign(document.createElement("button"), {type: "button", textContent: `${words} without these changes`});
  without.addEventListener("click", () => {
    forget(base);
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
    const paths = unsaved && form.dataset.folder ? await unsaved.saveElsewhere(base, form.dataset.folder) : [];
    if (!paths.length) return form.submit();
    button.disabled = false;
    button.replaceChildren(...before);
    ask(form, button, paths, unsaved);
  });
}
