// The course in JupyterLab: ways to its page, and notebooks that are saved before they are handed in.
//
// Written as the container that JupyterLab's module federation loads, so that nothing has to be built: it takes JupyterLab's own
// modules from the shared scope and hands one plugin back.
(() => {
  let shared;

  // The newest version that JupyterLab offers of one of its packages.
  const take = async name => {
    const versions = shared[name];
    const newest = Object.keys(versions).sort((a, b) => a.localeCompare(b, undefined, {numeric: true})).pop();
    return (await versions[newest].get())();
  };

  // The way back to the course page: a card in the launcher, an entry in the palette, a link that is always there.
  const addWays = (app, launcher, url, {homeIcon}, {Widget}) => {
    app.commands.addCommand("tinytorch:course", {
      label: "Course",
      caption: "Where to begin, what is due, what to do next",
      icon: homeIcon,
      execute: () => { location.href = url; },
    });
    launcher?.add({command: "tinytorch:course", category: "TinyTorch", rank: 0});
    const link = Object.assign(document.createElement("a"), {href: url, textContent: "Course page"});
    link.style.cssText = "align-self: center; margin: 0 1rem; color: var(--jp-content-link-color); white-space: nowrap";
    const widget = new Widget({node: link});
    widget.id = "tinytorch-course-link";
    app.shell.add(widget, "top", {rank: 1000});
  };

  // What is typed but not saved would not be handed in. The list's Submit runs after this, with the files as the screen shows them.
  const saveBeforeSubmitting = app => {
    let saved = false;
    document.addEventListener("click", async event => {
      const button = event.target.closest?.("#fetched_assignments_list .btn, #fetched_assignments_list button");
      if (!button || button.textContent.trim() !== "Submit" || saved) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (app.commands.hasCommand("docmanager:save-all") && app.commands.isEnabled("docmanager:save-all")) {
        await app.commands.execute("docmanager:save-all");
      }
      saved = true;
      button.click();
      saved = false;
    }, true);
  };

  const container = {
    init(scope) { shared = scope; },
    async get() {
      const {ILauncher} = await take("@jupyterlab/launcher");
      const {PageConfig} = await take("@jupyterlab/coreutils");
      const icons = await take("@jupyterlab/ui-components");
      const widgets = await take("@lumino/widgets");
      const plugin = {
        id: "tinytorch:course",
        description: "Ways to the course page; saves open notebooks before they are submitted.",
        autoStart: true,
        optional: [ILauncher],
        activate: (app, launcher) => {
          addWays(app, launcher, `${PageConfig.getBaseUrl()}course`, icons, widgets);
          saveBeforeSubmitting(app);
        },
      };
      return () => ({__esModule: true, default: plugin});
    },
  };

  (window._JUPYTERLAB ??= {}).tinytorch = container;
})();
