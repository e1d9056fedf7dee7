// Sealed notes between the hub, a browser and this proxy: JSON that only who knows the key can write. hub/browser/visits.py is the other side.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const key = createHash("sha256").update("visits:" + process.env.CONFIGPROXY_AUTH_TOKEN).digest();
const seal = (text) => createHmac("sha256", key).update(text).digest("base64url");

export function close(kind, note) {
  const text = Buffer.from(JSON.stringify({ ...note, kind })).toString("base64url");
  return `${text}.${seal(text)}`;
}

// The note, or null when it is not of this kind, was changed, or is too old (`until`: seconds since 1970).
export function open(kind, sealed) {
  const [text, mark] = (sealed || "").split(".");
  const right = Buffer.from(seal(text));
  const given = Buffer.from(mark || "");
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const note = JSON.parse(Buffer.from(text, "base64url"));
  return note.kind === kind && note.until * 1000 > Date.now() ? note : null;
}
