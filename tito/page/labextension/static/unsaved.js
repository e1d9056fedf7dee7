// What is typed and not saved, in all of a student's open JupyterLabs of one browser: the server knows only what is on the disk.
//
// Each JupyterLab keeps a list of its unsaved documents in the browser's storage, which all pages of one address share. Whoever
// is about to read the disk (*Submit*, *Test*) asks them to save: it writes a request there, each saves, and says what is left.
// Storage, because it tells the pages of an address of changes and is there without TLS, too.

const LIST = "tinytorch:unsaved:";
const REQUEST = "tinytorch:save:";
// Characters that a list and a request take at least: a list that was written once can be written anew in a storage that is full.
const ROOM = 2000;
// Milliseconds: a JupyterLab that has nothing on its list answers within the first, one that saves within the second.
const ANSWER = 400;
const SAVE = 15000;

const lists = base => Object.keys(localStorage).filter(key => key.startsWith(`${LIST}${base}:`));
const read = key => JSON.parse(localStorage.getItem(key) ?? '{"paths": []}');

// JupyterLab's side: its open documents, by their contexts. The list tells what is unsaved now, which request was answered last,
// and what could not be saved then: a kernel that starts changes a notebook a moment after it was saved.
export class Documents {
  #contexts = new Set();
  #answer = {answered: "", left: []};

  constructor(base) {
    this.base = base;
    this.key = `${LIST}${base}:${Date.now()}-${Math.random()}`;
    window.addEventListener("storage", event => {
      if (event.key === `${REQUEST}${base}` && event.newValue) this.save(event.newValue.trim());
    });
    window.addEventListener("pagehide", event => event.persisted || localStorage.removeItem(this.key));
  }

  add(context) {
    if (!context || this.#contexts.has(context)) return;
    this.#contexts.add(context);
    const note = () => this.#note();
    context.model.stateChanged.connect(note);
    context.pathChanged.connect(note);
    context.disposed.connect(() => {
      this.#contexts.delete(context);
      this.#note();
    });
    this.#note();
  }

  get unsaved() {
    return [...this.#contexts].filter(context => context.model.dirty);
  }

  // Save what is not; paths of what could not be, because JupyterLab asks something, or the disk is full.
  async save(request = "") {
    if (request) this.#note();
    const tried = this.unsaved;
    const done = await Promise.allSettled(tried.map(context => context.save()));
    const left = tried.filter((_, number) => done[number].status === "rejected").map(context => context.path);
    if (request) this.#answer = {answered: request, left};
    this.#note();
    return left;
  }

  #note() {
    const paths = this.unsaved.map(context => context.path);
    try {
      localStorage.setItem(this.key, JSON.stringify({paths, ...this.#answer}).padEnd(ROOM));
    } catch {
      // A browser that keeps nothing for pages, or is full: who asks finds the same, and says so.
    }
  }
}

// Ask every other JupyterLab of this address to save. `left`: paths below `folder` that are still unsaved; `asked`: whether all
// could be asked. What a JupyterLab that does not answer has on its list counts wherever it is: the list may be old.
export const saveElsewhere = async (base, folder, own = "") => {
  try {
    const request = `${Date.now()}-${Math.random()}`;
    const others = () => lists(base).filter(key => key !== own).map(read);
    const answered = each => each.answered === request;
    localStorage.setItem(`${REQUEST}${base}`, request.padEnd(ROOM));
    await pause(ANSWER);
    await until(() => others().every(each => answered(each) || !each.paths.length), SAVE);
    localStorage.removeItem(`${REQUEST}${base}`);
    const below = path => path.startsWith(`${folder}/`);
    return {asked: true, left: others().flatMap(each => answered(each) ? each.left.filter(below) : each.paths)};
  } catch {
    return {asked: false, left: []};
  }
};

// Forget the lists of JupyterLabs that are gone: they ended without saying so. One that is there writes its own anew.
export const forget = base => lists(base).forEach(key => localStorage.removeItem(key));

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

const until = async (done, limit) => {
  for (const end = Date.now() + limit; !done() && Date.now() < end;) await pause(100);
};
