// nbgrader's list of assignments: its buttons do what they did, after open documents are saved, and say what came of it; its rows
// show titles, due dates, local time, points and feedback that opens.
import {rows} from "./rows.js";
import {asNodes, listOf} from "./sentences.js";

const LIST = "nbgrader-assignment-list";

const assignmentOf = node => {
  const name = node.closest(".list_item:not(.nested_list_item)")?.querySelector(".item_name")?.firstElementChild;
  return name && (name.dataset.id ?? name.textContent);
};

// What is said stands above the lists, which are written anew after each action.
const place = () => {
  const list = document.getElementById(LIST);
  if (!list || list.querySelector(".tinytorch-said")) return list?.querySelector(".tinytorch-said");
  const said = Object.assign(document.createElement("div"), {className: "tinytorch-said"});
  said.setAttribute("role", "status");
  list.querySelector(".panel-group").before(said);
  return said;
};

export const watchAssignments = ({base, documents, unsaved, dialogs, widgets, ServerConnection}) => {
  // JupyterLab's own requests: the hub takes none without its token for a page of somebody else.
  const request = async (path, init = {}) => {
    const {makeRequest, makeSettings} = ServerConnection;
    return makeRequest(`${base}${path}`, init, makeSettings());
  };

  const post = async (action, fields) => {
    const answer = await request(`assignments/${action}`, {method: "POST", body: JSON.stringify(fields)});
    const found = await answer.json();
    return answer.ok ? found : {success: false, said: [[{text: found.message ?? answer.statusText}]]};
  };

  const show = ({said, warnings = []}, className) => {
    const region = place();
    region.className = `tinytorch-said ${className}`;
    const [first, ...more] = said;
    const head = document.createElement("strong");
    head.append(...asNodes(first));
    region.replaceChildren(head);
    if (more.length) region.append(listOf(more));
    if (!warnings.length) return;
    const heed = Object.assign(document.createElement("div"), {className: "tinytorch-heed"});
    heed.append("Look at this:", listOf(warnings));
    region.append(heed);
  };

  const confirmed = async ({doubts, sends}) => {
    const node = document.createElement("div");
    const will = Object.assign(document.createElement("p"), {textContent: "It would send:"});
    node.append(listOf(doubts), will, listOf(sends));
    node.className = "tinytorch-dialog";
    const {Dialog} = dialogs, title = "Nothing is sent yet: look at this first";
    const dialog = new Dialog({
      title,
      body: new widgets.Widget({node}),
      buttons: [Dialog.cancelButton({label: "Go back"}), Dialog.warnButton({label: "Send all the same"})],
      defaultButton: 0,
    });
    dialog.node.ariaLabel = title;
    return (await dialog.launch()).button.accept;
  };

  const knowing = async words => {
    const {Dialog, showDialog} = dialogs;
    const {button} = await showDialog({
      title: `${words}: not yet`,
      body: "What is open here is saved. JupyterLab in other tabs and windows could not be asked to save: this browser keeps nothing "
        + "for pages, or its room for them is full. Save there (Ctrl+S), if the course is open there.",
      buttons: [Dialog.cancelButton({label: "Go back"}), Dialog.warnButton({label: `${words} what is saved`})],
      defaultButton: 0,
    });
    return button.accept;
  };

  const save = async button => {
    const folder = `modules/${assignmentOf(button)}`;
    const left = (await documents.save()).filter(path => path.startsWith(`${folder}/`));
    const others = await unsaved.saveElsewhere(documents.base, folder, documents.key);
    left.push(...others.left);
    if (!left.length && !others.asked) return knowing(button.textContent.trim());
    if (left.length) {
      const words = `${left.join(", ")} has changes that are not saved. `
        + "Save it (Ctrl+S) where it is open, then try again. Nothing was sent.";
      await dialogs.showErrorMessage(`${button.textContent.trim()}: not yet`, words);
    }
    return !left.length;
  };

  const act = async (button, action) => {
    const course = button.closest(".list_item").querySelector(".item_course").textContent;
    const fields = {assignment_id: assignmentOf(button), course_id: course};
    let answer = await post(action, fields);
    if (answer.doubts) {
      if (!await confirmed(answer)) return show({said: [[{text: "Nothing was sent."}]]}, "tinytorch-warn");
      answer = await post(action, {...fields, confirmed: answer.digest});
    }
    show(answer, answer.success ? "tinytorch-good"
      : action === "fetch_feedback" ? "tinytorch-warn" : "tinytorch-bad");
    if (answer.success) document.getElementById("refresh_assignments_list").click();
  };

  const ACTIONS = {Fetch: "fetch", Submit: "submit", "Fetch Feedback": "fetch_feedback"};
  let passed = null;
  document.addEventListener("click", async event => {
    const button = event.target.closest?.(`#${LIST} .list_item button`);
    const words = button?.textContent.trim(), action = ACTIONS[words];
    if (!button || button === passed || !(action || words === "Validate")) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    try {
      if (["Submit", "Validate"].includes(words) && !await save(button)) return;
      if (action) return await act(button, action);
      passed = button;
      button.click();
    } catch (error) {
      show({said: [[{text: `${words} did not succeed: ${error.message}`}]]}, "tinytorch-bad");
    } finally {
      passed = null;
      button.ariaDisabled = null;
    }
  }, true);

  rows(LIST, base, request, place);
};
