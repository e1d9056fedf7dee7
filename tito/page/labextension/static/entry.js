// The course in JupyterLab: ways to its page, notebooks that are saved before anything reads them, and a list of assignments with
// titles, due dates, points and feedback that opens.
//
// Written as the container that JupyterLab's module federation loads, so that nothing has to be built: it takes JupyterLab's own
// modules from the shared scope and hands one plugin back.
(() => {
  const script = document.currentScript.src;
  let shared;
  const beside = name => import(new URL(name, script));

  // The newest version that JupyterLab offers of one of its packages.
  const take = async name => {
    const versions = shared[name];
    const newest = Object.keys(versions).sort((a, b) => a.localeCompare(b, undefined, {numeric: true})).pop();
    return (await versions[newest].get())();
  };

  // The way back to the course page: a card in the launcher, an entry in the palette, a link that is always there.
  const addWays = (app, launcher, url, documents, {homeIcon}, {Widget}) => {
    const leave = async () => {
      await documents.save();
      location.href = url;
    };
    app.commands.addCommand("tinytorch:course", {
      label: "Course",
      caption: "Where to begin, what is due, what to do next",
      icon: homeIcon,
      execute: leave,
    });
    launcher?.add({command: "tinytorch:course", category: "TinyTorch", rank: 0});
    const link = Object.assign(document.createElement("a"), {href: url, textContent: "Course page"});
    link.style.cssText = "align-self: center; margin: 0 1rem; color: var(--jp-content-link-color); white-space: nowrap";
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      leave();
    });
    const widget = new Widget({node: link});
    widget.id = "tinytorch-course-link";
    app.shell.add(widget, "top", {rank: 1000});
  };

  // The list's Submit and Validate read the disk: they run after this, with the files as the screen shows them.
  const saveBeforeReading = (documents, {saveElsewhere}, {showErrorMessage}) => {
    let saved = false;
    document.addEventListener("click", async event => {
      const button = event.target.closest?.("#fetched_assignments_list button");
      if (!button || saved) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      const folder = `modules/${assignmentOf(button)}`;
      const left = (await documents.save()).filter(path => path.startsWith(`${folder}/`));
      left.push(...await saveElsewhere(documents.base, folder, documents.key));
      if (left.length) {
        await showErrorMessage(`${button.textContent.trim()}: not yet`, `${left.join(", ")} has changes that are not saved. `
          + "Save it (Ctrl+S) where it is open, then try again. Nothing was sent.");
        return;
      }
      saved = true;
      button.click();
      saved = false;
    }, true);
  };

  const assignmentOf = node => {
    const name = node.closest(".list_item:not(.nested_list_item)")?.querySelector(".item_name")?.firstElementChild;
    return name && (name.dataset.id ?? name.textContent);
  };

  const localTime = iso => new Date(iso).toLocaleString([], {dateStyle: "medium", timeStyle: "short"});

  const add = (parent, text) => {
    const more = Object.assign(document.createElement("span"), {textContent: text});
    more.style.cssText = "display: block; color: var(--jp-ui-font-color2); white-space: normal";
    parent.append(more);
  };

  // A row of the list of assignments: nbgrader shows the assignment's id and the exchange's time stamps alone.
  const sayMore = (row, records, base) => {
    const name = row.querySelector(".item_name");
    const assignment = row.closest(".list_item:not(.nested_list_item)")?.querySelector(".item_name")?.firstElementChild;
    const record = records[assignment?.dataset.id ?? assignment?.textContent];
    if (!name || !record) return;
    if (!row.classList.contains("nested_list_item")) {
      assignment.dataset.id ??= assignment.textContent;
      add(name, record.title + (record.due ? `, due ${localTime(record.due)}` : ""));
      // The newest submission first: it is the one that counts.
      const all = [...row.querySelectorAll(":scope > .assignment-notebooks > .nested_list_item")];
      if (row.closest("#submitted_assignments_list")) all.reverse().forEach(each => each.parentNode.append(each));
      return;
    }
    const link = name.querySelector("a");
    if (!row.closest("#submitted_assignments_list")) {
      if (link) link.textContent = `Notebook ${link.textContent.split("/").pop().replace(/(\.ipynb)?$/, ".ipynb")}`;
      return;
    }
    const stamp = name.firstChild.nodeValue;
    const submission = record.submissions[stamp];
    if (!submission) return;
    name.firstChild.nodeValue = `Submitted ${localTime(submission.at)}`;
    name.title = stamp;
    if (!submission.page) return;
    if (submission.points) name.firstChild.nodeValue += `: ${submission.points}`;
    if (link) {
      // Nbgrader's own way ends in the file browser.
      link.onclick = null;
      Object.assign(link, {href: `${base}files/${submission.page}`, target: "_blank", rel: "noopener"});
    }
  };

  const watchAssignments = base => {
    let asked = false;
    const look = async () => {
      const list = document.getElementById("nbgrader-assignment-list");
      const fresh = list ? [...list.querySelectorAll(".list_item:not([data-said])")] : [];
      if (!fresh.length || asked) return;
      asked = true;
      try {
        // JupyterLab's own request: the hub takes one without its token for a page of somebody else.
        const {makeRequest, makeSettings} = (await take("@jupyterlab/services")).ServerConnection;
        const answer = await makeRequest(`${base}course/records`, {}, makeSettings());
        const records = answer.ok ? await answer.json() : {};
        for (const row of list.querySelectorAll(".list_item:not([data-said])")) {
          row.dataset.said = "";
          sayMore(row, records, base);
        }
      } finally {
        asked = false;
      }
    };
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
  };

  // On a phone JupyterLab leaves a notebook 72 pixels beside the file browser, and a dialog's buttons are off the screen.
  const fitPhone = shell => {
    const style = document.createElement("style");
    style.textContent = `@media (max-width: 600px) {
      .jp-Dialog-content { box-sizing: border-box; min-width: 0; max-width: 96vw; padding: 12px; resize: none; }
      .jp-Dialog-content pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      #nbgrader-assignment-list .item_name { display: block; }
      #nbgrader-assignment-list .item_course { margin-right: 1em; }
    }`;
    document.head.append(style);
    if (matchMedia("(max-width: 600px)").matches) shell.collapseLeft?.();
  };

  const container = {
    init(scope) { shared = scope; },
    async get() {
      const {ILauncher} = await take("@jupyterlab/launcher");
      const {IDocumentWidgetOpener, IDocumentManager} = await take("@jupyterlab/docmanager");
      const {PageConfig} = await take("@jupyterlab/coreutils");
      const dialogs = await take("@jupyterlab/apputils");
      const icons = await take("@jupyterlab/ui-components");
      const widgets = await take("@lumino/widgets");
      const unsaved = await beside("unsaved.js");
      const base = PageConfig.getBaseUrl();
      const plugin = {
        id: "tinytorch:course",
        description: "Ways to the course page; saves open notebooks before they are read.",
        autoStart: true,
        requires: [IDocumentManager, IDocumentWidgetOpener],
        optional: [ILauncher],
        activate: (app, manager, opener, launcher) => {
          const documents = new unsaved.Documents(new URL(base, location).pathname);
          opener.opened.connect((_, widget) => documents.add(manager.contextForWidget(widget)));
          addWays(app, launcher, `${base}course`, documents, icons, widgets);
          saveBeforeReading(documents, unsaved, dialogs);
          watchAssignments(base);
          app.restored.then(() => fitPhone(app.shell));
        },
      };
      return () => ({__esModule: true, default: plugin});
    },
  };

  (window._JUPYTERLAB ??= {}).tinytorch = container;
})();
