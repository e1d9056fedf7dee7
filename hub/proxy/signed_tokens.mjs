// Signed payloads between the hub, a browser and this proxy: JSON that only who knows the key can write. hub/browser/visits.py is the other side.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const key = createHash("sha256").update("visits:" + process.env.CONFIGPROXY_AUTH_TOKEN).digest();
const signature = (text) => createHmac("sha256", key).update(text).digest("base64url");

export function sign(kind, payload) {
  const text = Buffer.from(JSON.stringify({ ...payload, kind })).toString("base64url");
  return `${text}.${signature(text)}`;
}

// The payload, or null when it is not of this kind, was changed, or is too old (`until`: seconds since 1970).
export function verify(kind, signed) {
  const [text, mark] = (signed || "").split(".");
  const right = Buffer.from(signature(text));
  const given = Buffer.from(mark || "");
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const payload = JSON.parse(Buffer.from(text, "base64url"));
  return payload.kind === kind && payload.until * 1000 > Date.now() ? payload : null;
}
