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
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      leave();
    });
    const widget = new Widget({node: link});
    widget.id = "tinytorch-course-link";
    app.shell.add(widget, "top", {rank: 1000});
  };

  // On a phone JupyterLab leaves a notebook 72 pixels beside the file browser, and the end of its menu, what stands behind it and a
  // dialog's buttons are off the screen.
  const addStyle = () => {
    const style = document.createElement("style");
    style.textContent = `
    #tinytorch-course-link { align-self: center; flex: none; margin: 0 1rem; color: var(--jp-content-link-color); white-space: nowrap; }
    .tinytorch-said:not(:empty) { border-left: .35rem solid #116329; padding: .25rem 1rem; margin: .5rem 0; }
    .tinytorch-said.tinytorch-warn { border-color: #9a6700; }
    .tinytorch-heed { border-left: .25rem solid #9a6700; padding-left: .6rem; margin: .25rem 0; }
    .tinytorch-said.tinytorch-bad { border-color: #a40e26; }
    .tinytorch-said ul, .tinytorch-dialog ul { margin: .25rem 0; padding-left: 1.25rem; }
    .tinytorch-dialog { max-width: 40rem; overflow-wrap: break-word; }
    /* Validate says "The following cell failed:" before each: once is enough. */
    #validation-message.validation-failed > div:not(.jp-RenderedText):not(:first-child) { display: none; }
    #nbgrader-assignment-list :is(a, button):focus-visible { outline: 3px solid #8250df; outline-offset: 2px; }
    @media (max-width: 700px) {
      #jp-MainLogo { display: none; }
      #jp-top-panel { overflow: auto hidden; }
      #jp-top-panel > * { flex-shrink: 0; }
      #jp-top-panel > #tinytorch-course-link { order: -1; position: sticky; left: 0; z-index: 1; margin: 0; padding: 0 .5rem;
        background: var(--jp-layout-color1); }
    }
    @media (max-width: 600px) {
      .jp-Dialog-content { box-sizing: border-box; min-width: 0; max-width: 96vw; padding: 12px; resize: none; }
      .jp-Dialog-content pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      #nbgrader-assignment-list .item_name { display: block; }
      #nbgrader-assignment-list .item_course { margin-right: 1em; }
    }`;
    document.head.append(style);
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
      const {watchAssignments} = await beside("assignments.js");
      const {ServerConnection} = await take("@jupyterlab/services");
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
          watchAssignments({base, documents, unsaved, dialogs, widgets, ServerConnection});
          addStyle();
          app.restored.then(() => { if (matchMedia("(max-width: 600px)").matches) app.shell.collapseLeft?.(); });
        },
      };
      return () => ({__esModule: true, default: plugin});
    },
  };

  (window._JUPYTERLAB ??= {}).tinytorch = container;
})();
