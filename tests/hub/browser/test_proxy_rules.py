"""The proxy's rules that need no classroom: cookies on https, whose word on the sender counts, where a student's server is."""

import json
import os
import subprocess

import pytest

from hub.browser.origins import student_origin

IMAGE = f"tinytorch-hub:{os.environ.get('TINYTORCH_TAG', 'latest')}"
COOKIES = """
import { EventEmitter } from "node:events";
import { limitResponseHeaders } from "/opt/proxy/response_headers.mjs";
const proxy = new EventEmitter(), headers = { "set-cookie": JSON.parse(process.env.GIVEN), "service-worker-allowed": "/" };
limitResponseHeaders(proxy, {}, false);
proxy.emit("proxyRes", { headers }, {});
console.log(JSON.stringify(headers));
"""
CACHED = """
import { EventEmitter } from "node:events";
import { limitResponseHeaders } from "/opt/proxy/response_headers.mjs";
const proxy = new EventEmitter();
limitResponseHeaders(proxy, {}, false);
console.log(JSON.stringify(JSON.parse(process.env.GIVEN).map((kind) => {
  const headers = { "content-type": kind, "cache-control": "max-age=9" };
  proxy.emit("proxyRes", { headers }, {});
  return headers["cache-control"] === "max-age=9";
})));
"""
SENDERS = """
import { setClientAddress } from "/opt/proxy/client_requests.mjs";
const { peer, headers } = JSON.parse(process.env.GIVEN);
setClientAddress({ headers, socket: { remoteAddress: peer } });
console.log(JSON.stringify(headers["x-real-ip"]));
"""


def run(script, given, **environment):
    """Run a script with the image's own rules; return what it prints."""
    environment["GIVEN"] = json.dumps(given)
    variables = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
    done = subprocess.run(
        ["docker", "run", "--rm", "-i", "--network", "none", *variables, IMAGE, "node", "--input-type=module", "-"],
        input=script, capture_output=True, text=True, timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.docker
def test_cookies_are_secure_on_https_and_keep_to_their_site():
    given = ["a=1; Path=/", "b=2; SameSite=Strict; secure", "samesite=3; HttpOnly"]
    found = run(COOKIES, given, CLASSROOM_PUBLIC_URL="https://lab.example.edu")
    assert "service-worker-allowed" not in found
    assert found["set-cookie"] == [
        "a=1; Path=/; SameSite=Lax; Secure", "b=2; SameSite=Strict; secure", "samesite=3; HttpOnly; SameSite=Lax; Secure",
    ]


@pytest.mark.docker
def test_what_a_browser_could_open_as_a_page_stays_in_no_cache():
    kept = ["text/css", "text/javascript; charset=utf-8", "application/javascript", "application/json", "font/woff2", "image/png"]
    pages = [
        "text/html", "", "*/*", "image/svg+xml", "application/xhtml+xml", "text/xml", "text/plain", "application/pdf",
        "application/json, text/html", "text/css;a=b, text/html", "text/cssx", "x/y",
    ]
    assert run(CACHED, [*kept, *pages]) == [*[True] * len(kept), *[False] * len(pages)]


@pytest.mark.docker
@pytest.mark.parametrize(("peer", "forwarded", "sender"), [
    ("::ffff:10.0.0.9", "1.2.3.4", "10.0.0.9"),
    ("10.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
    ("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
    ("10.0.0.1", "", "10.0.0.1"),
    ("10.0.0.1", "2001:db8::1:2:3:4:5", "2001:db8:0:1::"),
    ("10.0.0.1", "2001:0DB8:0:1:9:9:9:9", "2001:db8:0:1::"),
    ("10.0.0.1", "2001:db8::10.2.3.4", "2001:db8:0:0::"),
    ("fe80::7%eth0", "", "fe80:0:0:0::"),
])
def test_only_a_trusted_proxy_is_believed_about_the_sender(peer, forwarded, sender):
    headers = {"x-forwarded-for": forwarded, "x-real-ip": "6.6.6.6"}
    assert run(SENDERS, {"peer": peer, "headers": headers}, CLASSROOM_TRUSTED_PROXIES="10.0.0.1,10.0.0.2") == sender


@pytest.mark.docker
def test_the_host_is_found_by_its_name_as_the_containers_gateway():
    script = 'process.env.CLASSROOM_TRUSTED_PROXIES = "gateway"; await import("/opt/proxy/client_requests.mjs"); console.log(1);'
    done = subprocess.run(
        ["docker", "run", "--rm", "-i", IMAGE, "node", "--input-type=module", "-"], input=script, capture_output=True, text=True,
        timeout=120,
    )
    assert done.stdout == "1\n", done.stderr


@pytest.mark.parametrize(("url", "name", "origin"), [
    ("", "alice", ""),
    ("https://students.lab.example.edu", "alice", "https://students.lab.example.edu"),
    ("https://*.lab.example.edu/", "alice", "https://alice.lab.example.edu"),
])
def test_a_students_server_has_an_origin(url, name, origin):
    assert student_origin(url, name) == origin


def test_nobody_is_called_so_that_their_server_is_at_the_hubs_own_name():
    hub = "https://lab.example.edu"
    assert student_origin("https://*.example.edu", "lab", hub).startswith("https://lab--")
    assert student_origin("https://*.example.edu", "alice", hub + "/") == "https://alice.example.edu"


def test_names_that_are_no_host_names_get_different_ones():
    names = ["a.b", "a_b", "a-b", "a@b", "a--b", "x" * 64, "a.b@example.edu", "-a", "1"]
    labels = {student_origin("*", name) for name in names}
    assert len(labels) == len(names)
    assert all(len(label) <= 63 and label.replace("-", "").isalnum() and label[0] != "-" != label[-1] for label in labels)
