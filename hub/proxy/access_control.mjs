// Loaded before configurable-http-proxy (`node --import`): the rules at the classroom's one public door.
//
// 1. A student's server is passed to its owner's browser only, and to whoever bears a token: no token reaches a page by itself.
// 2. Where students' servers have names of their own, those names serve nothing else, and the hub's name serves no student's page.
// 3. Bodies are capped before anything behind the proxy reads them, and the sender's address is the one that was seen.
// 4. With an https address no page crosses the open network: browsers are told to keep to https, and led there.
// 5. Answers give no script or cookie more reach than it needs, and nothing of a student's server opens as a page without rule 1.

import { STATUS_CODES } from "node:http";

import { ConfigurableProxy } from "./node_modules/configurable-http-proxy/lib/configproxy.js";
import { limitResponseHeaders, secure } from "./response_headers.mjs";
import { setClientAddress, bodyRefusal } from "./client_requests.mjs";
import { acceptTicket, askHub, isAt, mayVisit, TICKET_PATH, withoutVisitor } from "./visits.mjs";

const hub = process.env.CLASSROOM_STUDENTS_URL ? new URL(process.env.CLASSROOM_PUBLIC_URL).origin : "";
const hubsPort = secure ? new URL(process.env.CLASSROOM_PUBLIC_URL).port : "";
// For programs, which bring a token; the hub itself answers there whatever name it was called by.
const FOR_PROGRAMS = /^\/(hub\/api|hub\/health|services\/ngshare)(\/|$)/;

const pass = ConfigurableProxy.prototype.handleProxy;

ConfigurableProxy.prototype.handleProxy = async function (kind, req, res, ...rest) {
  if (secure && kind === "web") res.setHeader("Strict-Transport-Security", `max-age=${365 * 24 * 3600}`);
  let path, route, student;
  try {
    path = decodeURIComponent(new URL(req.url, "http://classroom").pathname).replace(/^\/+/, "/");
    // The proxy's own choice, so that no spelling of the address means one thing here and another there.
    route = (await this.targetForReq(req))?.prefix ?? "/";
    student = route.match(/^\/user\/([^/]+)/)?.[1];
  } catch {
    return refuse(kind, req, res, 400);
  }
  if (cameInTheOpen(req)) return navigates(kind, req) ? redirect(res, onHttps(req)) : refuse(kind, req, res, 403);
  setClientAddress(req);
  const refusal = bodyRefusal(req, route, student !== undefined && mayVisit(req, student, false));
  if (refusal) return refuse(kind, req, res, refusal);
  if (kind === "web" && path === TICKET_PATH) return acceptTicket(req, res);
  if (student !== undefined) {
    // It would answer for this address in the browser of whoever comes next, without a question to anybody.
    if (req.headers["service-worker"]) return refuse(kind, req, res, 403);
    if (!bearsToken(req) && !mayVisit(req, student, opensPage(req))) {
      return navigates(kind, req) ? askHub(req, res, hub, student) : refuse(kind, req, res, 403);
    }
  } else if (!isAt(req, hub) && !FOR_PROGRAMS.test(path)) {
    // JupyterLab takes 424 as "this server does not run", as the hub says it.
    return navigates(kind, req) ? redirect(res, hub + req.url) : refuse(kind, req, res, path.startsWith("/user/") ? 424 : 421);
  }
  withoutVisitor(req);
  limitResponseHeaders(this.proxy, req, student === undefined);
  return pass.call(this, kind, req, res, ...rest);
};

// A browser sends this header only when a script of the same origin asks it to, never for a page, a frame or a worker.
function bearsToken(req) {
  return /^(token|bearer)\s/i.test(req.headers.authorization || "");
}

// As a TLS proxy in front says it. Programs of the classroom come straight to this port, and say nothing.
function cameInTheOpen(req) {
  return secure && /^\s*http\s*(,|$)/i.test(req.headers["x-forwarded-proto"] || "");
}

function onHttps(req) {
  const address = new URL(`http://${req.headers.host}`);
  const { pathname, search } = new URL(req.url, address);
  return `https://${address.hostname}${hubsPort && ":" + hubsPort}${pathname}${search}`;
}

// Browsers tell on https and on localhost; elsewhere every GET may be somebody who wants to see a page.
function navigates(kind, req) {
  return kind === "web" && req.method === "GET" && (req.headers["sec-fetch-mode"] || "navigate") === "navigate";
}

// Whether the answer runs as a page. Browsers that do not tell ask for HTML when they open one.
function opensPage(req) {
  const mode = req.headers["sec-fetch-mode"];
  return mode ? mode === "navigate" && req.method === "GET" : req.method === "GET" && /html/.test(req.headers.accept || "");
}

function redirect(res, address) {
  res.writeHead(302, { Location: address });
  res.end();
}

function refuse(kind, req, res, status) {
  const reason = STATUS_CODES[status];
  if (kind === "ws") return res.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // Read to its end and thrown away: a sender whose connection breaks would not see the answer.
  req.resume().once("end", () => {
    res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
    res.end(reason + "\n");
  });
}
