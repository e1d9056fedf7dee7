// The server's sentences (tito/sentences.py) as nodes: times in the reader's zone, commands as code or, where the course page
// has a button for one, as the way there.

// Two submissions within a minute must not look alike.
export const localTime = (iso, seconds = false) =>
  new Date(iso).toLocaleString([], {dateStyle: "medium", timeStyle: seconds ? "medium" : "short"});

const base = JSON.parse(document.getElementById("jupyter-config-data").textContent).baseUrl;

export const asNodes = pieces => pieces.map(({text, time, action, words}) => {
  if (time) {
    const words = localTime(time, /:\d\d:\d\d/.test(text));
    return Object.assign(document.createElement("time"), {dateTime: time, title: `Course time: ${text}`, textContent: words});
  }
  if (words) return Object.assign(document.createElement("a"), {href: `${base}course`, textContent: `${words} on the course page`});
  if (action !== undefined) return Object.assign(document.createElement("code"), {textContent: text});
  return document.createTextNode(text);
});

export const listOf = lines => {
  const list = document.createElement("ul");
  list.append(...lines.map(pieces => {
    const item = document.createElement("li");
    item.append(...asNodes(pieces));
    return item;
  }));
  return list;
};
