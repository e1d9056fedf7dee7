// Who sends a request and how much of it is read: what the servers behind the proxy are told, and what they need not see.

import { readFileSync } from "node:fs";

const KIB = 1024;
// [path, largest body in bytes]; the exchange counts for itself because it answers with a reason, students' servers are their own.
const CAPS = [
  [/^\/hub(\/|$)/, 64 * KIB],
  [/^\/services\/ngshare(\/|$)/, Infinity],
  [/^\/user\//, Infinity],
  [/^/, 4096 * KIB],
];

// "gateway" is the container's host: a TLS proxy there reaches the published port from that address.
const trusted = new Set(
  (process.env.CLASSROOM_TRUSTED_PROXIES || "").split(",").filter(Boolean).map((name) => (name === "gateway" ? gateway() : name))
);

function gateway() {
  const [, , hex] = readFileSync("/proc/net/route", "utf8").split("\n").map((line) => line.split("\t")).find(([, to]) => to === "00000000");
  return hex.match(/../g).reverse().map((byte) => parseInt(byte, 16)).join(".");
}

const plain = (address) => (address || "").trim().replace(/^::ffff:/, "");

// Overwrite what a client may have written: X-Real-Ip is the address that the last trusted proxy saw.
export function setClientAddress(req) {
  const seen = (req.headers["x-forwarded-for"] || "").split(",").map(plain).filter(Boolean);
  let sender = plain(req.socket.remoteAddress);
  while (trusted.has(sender) && seen.length) sender = seen.pop();
  req.headers["x-real-ip"] = sender;
}

// The status to refuse the request's body with, or 0. A body of unknown length cannot be capped without reading it.
export function bodyRefusal(req, path) {
  const cap = CAPS.find(([pattern]) => pattern.test(path))[1];
  if (cap === Infinity) return 0;
  if (req.headers["transfer-encoding"]) return 411;
  return Number(req.headers["content-length"] || 0) > cap ? 413 : 0;
}
