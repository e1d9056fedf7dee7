// Who sends a request and how much of it is read: what the servers behind the proxy are told, and what they need not see.

import { readFileSync } from "node:fs";
import { isIPv6 } from "node:net";

const KIB = 1024;
const SMALL = 64 * KIB;
// Bodies above SMALL that are on their way at the same time: of one address (a class may be behind it), and in all.
const AT_ONCE_FROM_ONE = 8;
const AT_ONCE = 32;
const underWay = new Map();

// "gateway" is the container's host: a TLS proxy there reaches the published port from that address.
const trusted = new Set(
  (process.env.CLASSROOM_TRUSTED_PROXIES || "").split(",").filter(Boolean).map((name) => (name === "gateway" ? gateway() : name))
);

function gateway() {
  const [, , hex] = readFileSync("/proc/net/route", "utf8").split("\n").map((line) => line.split("\t")).find(([, to]) => to === "00000000");
  return hex.match(/../g).reverse().map((byte) => parseInt(byte, 16)).join(".");
}

const plain = (address) => (address || "").trim().replace(/^::ffff:/, "");

// Whoever has one address of IPv6 has all of its network, 2^64 of them: that is what counts, as base address.
function sender(address) {
  if (!isIPv6(address)) return address;
  const [head, tail] = address.split("%")[0].split("::").map((part) => part.split(":").filter(Boolean));
  const behind = (tail || []).reduce((sum, group) => sum + (group.includes(".") ? 2 : 1), 0);
  const groups = tail ? [...head, ...Array(8 - head.length - behind).fill("0"), ...tail] : head;
  return groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(":") + "::";
}

// Overwrite what a client may have written: X-Real-Ip is the address that the last trusted proxy saw.
export function setClientAddress(req) {
  const seen = (req.headers["x-forwarded-for"] || "").split(",").map(plain).filter(Boolean);
  let last = plain(req.socket.remoteAddress);
  while (trusted.has(last) && seen.length) last = seen.pop();
  req.headers["x-real-ip"] = sender(last);
}

// The largest body in bytes that goes to the `route` that the proxy chose ("/": the hub). The exchange counts for itself, because it
// answers with a reason, and what owners send to their own servers is their affair.
function largestBody(req, route, isOwner) {
  if (route.startsWith("/user/")) return isOwner ? Infinity : 1024 * KIB;
  if (/^\/services\/ngshare(\/|$)/.test(route)) return Infinity;
  const isNobody = !req.headers.cookie && !req.headers.authorization;
  return route.startsWith("/services/") && !isNobody ? 4096 * KIB : SMALL;
}

// The status to refuse the request's body with, or 0. A body of unknown length cannot be capped without reading it.
export function bodyRefusal(req, route, isOwner) {
  const cap = largestBody(req, route, isOwner);
  if (cap === Infinity) return 0;
  if (req.headers["transfer-encoding"]) return 411;
  const size = Number(req.headers["content-length"] || 0);
  if (size > cap) return 413;
  return size <= SMALL || hasRoom(req) ? 0 : 503;
}

function hasRoom(req) {
  const from = req.headers["x-real-ip"];
  const ofThis = underWay.get(from) || 0;
  const all = [...underWay.values()].reduce((sum, count) => sum + count, 0);
  if (ofThis >= AT_ONCE_FROM_ONE || all >= AT_ONCE) return false;
  underWay.set(from, ofThis + 1);
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    const rest = underWay.get(from) - 1;
    if (rest) underWay.set(from, rest);
    else underWay.delete(from);
  };
  req.once("end", end).once("close", end);
  req.socket.once("close", end);
  return true;
}
