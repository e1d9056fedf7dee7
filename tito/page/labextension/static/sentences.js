// The server's sentences (tito/sentences.py) as nodes: times in the reader's zone, commands as code.

// Two submissions within a minute must not look alike.
export const localTime = (iso, seconds = false) =>
  new Date(iso).toLocaleString([], {dateStyle: "medium", timeStyle: seconds ? "medium" : "short"});

export const asNodes = pieces => pieces.map(({text, time, action}) => {
  if (time) {
    const words = localTime(time, /:\d\d:\d\d/.test(text));
    return Object.assign(document.createElement("time"), {dateTime: time, title: `Course time: ${text}`, textContent: words});
  }
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
