// What answers may not do, whoever gave them: a service worker above its own path, a cookie that crosses sites or the open network.
// And no page of a student's server keeps a hold on a window with a page of the classroom, whichever opened the other.

// Whether browsers find the classroom on https.
export const secure = (process.env.CLASSROOM_PUBLIC_URL || "").startsWith("https:");
const mended = new WeakSet();
const apart = new WeakSet();

// `ofClassroom`: the response to `req` comes from the hub or a service, not from a student's server.
export function limitResponseHeaders(proxy, req, ofClassroom) {
  if (ofClassroom) apart.add(req);
  if (mended.has(proxy)) return;
  mended.add(proxy);
  proxy.on("proxyRes", (response, req) => {
    delete response.headers["service-worker-allowed"];
    if (apart.has(req)) response.headers["cross-origin-opener-policy"] = "same-origin";
    const cookies = response.headers["set-cookie"];
    if (cookies) response.headers["set-cookie"] = cookies.map(withLimits);
  });
}

function withLimits(cookie) {
  const has = (attribute) => new RegExp(`;\\s*${attribute}\\s*(=|;|$)`, "i").test(cookie);
  return cookie + (has("SameSite") ? "" : "; SameSite=Lax") + (secure && !has("Secure") ? "; Secure" : "");
}
