// Whose browser this is, as far as students' servers are concerned.
//
// A student controls everything that the own server answers, so a page of it must never open in another person's browser. The hub
// knows who is logged in; it hands a signed ticket to the browser (hub/browser/visits.py), which this file turns into a cookie.

import { randomBytes } from "node:crypto";

import { secure } from "./response_headers.mjs";
import { sign, verify } from "./signed_tokens.mjs";

const prefix = secure ? "__Host-" : "";
const VISITOR = `${prefix}classroom-visitor`;
const NONCE = `${prefix}classroom-visit`;
const VISITOR_SECONDS = 24 * 3600;
// How long a page opens without asking the hub again who is logged in; pages that are open go on for VISITOR_SECONDS.
const FRESH_SECONDS = 600;
const NONCE_SECONDS = 600;

export const TICKET_PATH = "/visit";

function cookies(req) {
  return (req.headers.cookie || "").split(";").map((pair) => pair.trim()).filter(Boolean);
}

function named(req, name) {
  return cookies(req).filter((pair) => pair.startsWith(name + "=")).map((pair) => pair.slice(name.length + 1));
}

function setCookie(res, name, value, seconds) {
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`;
  res.appendHeader("Set-Cookie", `${name}=${value}; ${attributes}`);
}

// Whether this browser's person may see the server of `name` at this address. Every cookie of that name must say so: a page of a
// student can leave one for its own path, but cannot take away the one that each log-in writes (hub/browser/visits.py).
export function mayVisit(req, name, opensPage) {
  const visitors = named(req, VISITOR).map((signed) => verify("visitor", signed));
  const fresh = (visitor) => !opensPage || visitor.fresh * 1000 > Date.now();
  return visitors.length > 0 && visitors.every((visitor) => visitor?.name === name && isAt(req, visitor.origin) && fresh(visitor));
}

// Without an origin of their own ("") students' servers are wherever the hub is.
export function isAt(req, origin) {
  return origin === "" || new URL(origin).host === req.headers.host;
}

// Send the browser to the hub (at its origin, or "" for this one), which alone knows who is logged in. The nonce ties the ticket
// to this browser; at the hub's own origin there is none, because the ticket will be for another.
export function askHub(req, res, hub, name) {
  const { pathname, search } = new URL(req.url, "http://classroom");
  const question = new URLSearchParams({ to: pathname + search });
  if (!hub || !isAt(req, hub)) {
    const given = named(req, NONCE)[0] || "";
    const nonce = /^[\w-]{22}$/.test(given) ? given : randomBytes(16).toString("base64url");
    setCookie(res, NONCE, nonce, NONCE_SECONDS);
    question.set("nonce", nonce);
  }
  res.writeHead(302, { Location: `${hub}/hub/visit/${encodeURIComponent(name)}?${question}`, "Cache-Control": "no-store" });
  res.end();
}

// The browser comes back from the hub with its ticket.
export function acceptTicket(req, res) {
  const ticket = verify("ticket", new URL(req.url, "http://classroom").searchParams.get("ticket"));
  res.setHeader("Cache-Control", "no-store");
  if (ticket === null || !isAt(req, ticket.origin) || ticket.nonce !== named(req, NONCE)[0]) {
    res.writeHead(403, { "Content-Type": "text/plain; charset=utf-8" });
    res.end("This address works for a minute, in one browser. Go back to the classroom's first page and open your server from there. If this comes again, allow cookies.\n");
    return;
  }
  const before = named(req, VISITOR).map((signed) => verify("visitor", signed));
  // What the pages of somebody else stored here is nothing for the pages of this person.
  if (!before.length || before.some((visitor) => visitor?.name !== ticket.name)) res.setHeader("Clear-Site-Data", '"storage"');
  const now = Math.floor(Date.now() / 1000);
  const visitor = { name: ticket.name, origin: ticket.origin, fresh: now + FRESH_SECONDS, until: now + VISITOR_SECONDS };
  setCookie(res, VISITOR, sign("visitor", visitor), VISITOR_SECONDS);
  setCookie(res, NONCE, "", 0);
  // `to` may hold signs that a header cannot; what is encoded already stays as it is.
  const { pathname, search } = new URL(ticket.to, "http://classroom");
  res.writeHead(302, { Location: pathname + search });
  res.end();
}

// What is passed on carries neither cookie: a server could be another person's next time.
export function withoutVisitor(req) {
  const rest = cookies(req).filter((pair) => !pair.startsWith(VISITOR + "=") && !pair.startsWith(NONCE + "="));
  if (rest.length) req.headers.cookie = rest.join("; ");
  else delete req.headers.cookie;
}
