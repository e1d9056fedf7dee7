// What answers may not do, whoever gave them: a service worker above its own path, a cookie that crosses sites or the open network.
// And no page of a student's server keeps a hold on a window with a page of the classroom, whichever opened the other, or stays in
// the browser's cache, from which it would open for the next person.

// Whether browsers find the classroom on https.
export const secure = (process.env.CLASSROOM_PUBLIC_URL || "").startsWith("https:");
// What no browser opens as a page in which a script runs, as one media type alone: of several it takes the last.
const KINDS = "text/(css|javascript)|application/(javascript|json|wasm|font[\\w-]*)|(font|audio|video)/[\\w.+-]+|image/(?!svg)[\\w.+-]+";
const NO_PAGE = new RegExp(`^\\s*(${KINDS})\\s*(;[^,]*)?$`, "i");
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
    else if (!NO_PAGE.test(response.headers["content-type"] || "")) response.headers["cache-control"] = "no-store";
    const cookies = response.headers["set-cookie"];
    if (cookies) response.headers["set-cookie"] = cookies.map(withLimits);
  });
}

function withLimits(cookie) {
  const has = (attribute) => new RegExp(`;\\s*${attribute}\\s*(=|;|$)`, "i").test(cookie);
  return cookie + (has("SameSite") ? "" : "; SameSite=Lax") + (secure && !has("Secure") ? "; Secure" : "");
}
