// What answers may not do, whoever gave them: a service worker above its own path, a cookie that crosses sites or the open network.

const secure = (process.env.CLASSROOM_PUBLIC_URL || "").startsWith("https:");
const mended = new WeakSet();

export function limitResponseHeaders(proxy) {
  if (mended.has(proxy)) return;
  mended.add(proxy);
  proxy.on("proxyRes", (answer) => {
    delete answer.headers["service-worker-allowed"];
    const cookies = answer.headers["set-cookie"];
    if (cookies) answer.headers["set-cookie"] = cookies.map(withLimits);
  });
}

function withLimits(cookie) {
  const has = (attribute) => new RegExp(`;\\s*${attribute}\\s*(=|;|$)`, "i").test(cookie);
  return cookie + (has("SameSite") ? "" : "; SameSite=Lax") + (secure && !has("Secure") ? "; Secure" : "");
}
