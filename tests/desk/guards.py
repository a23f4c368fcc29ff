"""What the desk refuses, asked with bare sockets: python3 guards.py PORT. Prints each failure and
"N passed, N failed"."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time

PORT = int(sys.argv[1])
HOST = f"127.0.0.1:{PORT}"
passed = failed = 0


def same(what, wanted, got):
    global passed, failed
    if wanted == got:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {what}: wanted {wanted!r}, got {got!r}")


def raw(data, seconds=20.0):
    with socket.create_connection(("127.0.0.1", PORT), timeout=seconds) as s:
        s.sendall(data)
        answer = b""
        try:
            while part := s.recv(65536):
                answer += part
        except TimeoutError:
            pass
    return answer


def ask(method, path, headers=None, body=b"", host=HOST):
    lines = [f"{method} {path} HTTP/1.1"] + ([f"Host: {host}"] if host else [])
    lines += [f"{k}: {v}" for k, v in (headers or {}).items()]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    answer = raw(("\r\n".join(lines + ["Connection: close"]) + "\r\n\r\n").encode() + body)
    head, _, rest = answer.partition(b"\r\n\r\n")
    rows = head.decode("latin-1").split("\r\n")
    status = int(rows[0].split()[1]) if len(rows[0].split()) > 1 else 0
    return status, {r.split(":", 1)[0].lower(): r.split(":", 1)[1].strip() for r in rows[1:] if ":" in r}, rest


def session(**more):
    status, head, body = ask("GET", "/api/v1/session", more)
    return head.get("set-cookie", "").split(";")[0], json.loads(body)["token"]


NEEDED = {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
}


def check_headers(what, head):
    for name, value in NEEDED.items():
        same(f"{what}: {name}", value, head.get(name))
    policy = head.get("content-security-policy", "")
    for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        same(f"{what}: CSP {part}", True, part in policy)
    same(f"{what}: nothing inline", False, "unsafe" in policy)
    same(f"{what}: charset", True, "charset=utf-8" in head.get("content-type", ""))


def filled(path):
    for name, value in (("{station}", "S1"), ("{ref}", "R1"), ("{run}", "A"), ("{import}", "1")):
        path = path.replace(name, value)
    while "{" in path:
        path = path[: path.index("{")] + "1" + path[path.index("}") + 1 :]
    return path


def state():
    return ask("GET", "/api/v1/state")[2]


cookie, token = session()
other_cookie, other_token = session()
same("each session has a token of its own", True, token != other_token and len(token) == 64)
same("the same session, the same token", token, session(Cookie=cookie)[1])

# Every route, of the description that the desk gives of itself.
spec = json.loads(ask("GET", "/api/v1/openapi.json")[2])
same("the description is of OpenAPI 3", "3.0.3", spec["openapi"])
known = subprocess.run([os.environ["HOMEWARD"], "--help", "--lang", "en"], capture_output=True, text=True, check=True).stdout
for path, item in spec["paths"].items():
    for method, operation in item.items():
        named = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
        same(f"{path}: its parameters are described", set(re.findall(r"{(\w+)}", path)), named)
        same(f"{path}: it says what it does", True, bool(operation["summary"]) and bool(operation["responses"]))
        same(f"{path}: what changes something takes the token", True, method == "get" or operation["x-token"])
        if operation["x-command"]:
            same(f"{path}: the command is one of the program", True, f"  homeward {operation['x-command']}" in known)
before = state()
for path, item in spec["paths"].items():
    for method, operation in item.items():
        url, verb = filled(path), method.upper()
        if operation["x-token"]:
            good = {"Cookie": cookie, "X-Homeward-Token": token}
            tries = {
                "no token": {"Cookie": cookie},
                "no session": {"X-Homeward-Token": token},
                "another session's token": {"Cookie": cookie, "X-Homeward-Token": other_token},
                "a foreign origin": {**good, "Origin": "http://evil.example"},
                "a null origin": {**good, "Origin": "null"},
                "another site": {**good, "Sec-Fetch-Site": "cross-site"},
            }
            for what, headers in tries.items():
                status, head, _ = ask(verb, url, headers, b"{}")
                same(f"{verb} {url} with {what}", 403, status)
                check_headers(f"{verb} {url} with {what}", head)
            if "get" not in item:
                status, head, _ = ask("GET", url, good)
                same(f"GET {url} does not change anything", True, status in (400, 404, 405))
        elif not url.endswith("/events"):
            status, head, _ = ask(verb, url)
            same(f"{verb} {url} is answered", True, status in (200, 400, 404, 409))
            check_headers(f"{verb} {url}", head)
same("nothing was changed by all that", before, state())

# Pages and errors carry the same headers.
for path, wanted in (("/", 200), ("/app.js", 200), ("/style.css", 200), ("/none", 404), ("/../config/places.csv", 404),
                     ("/%2e%2e/%2e%2e/store/migrations/001.sql", 404), ("/api/v1/none", 404)):
    status, head, _ = ask("GET", path)
    same(f"GET {path}", wanted, status)
    check_headers(f"GET {path}", head)

# The wire itself.
same("no Host", 400, ask("GET", "/", host=None)[0])
same("another Host", 400, ask("GET", "/", host="evil.example")[0])
same("another port's Host", 400, ask("GET", "/", host="127.0.0.1:1")[0])
same("localhost is this machine too", 200, ask("GET", "/", host=f"localhost:{PORT}")[0])
same("TRACE", 405, ask("TRACE", "/")[0])
same("DELETE", 405, ask("DELETE", "/api/v1/status")[0])
good = {"Cookie": cookie, "X-Homeward-Token": token}
same("length and chunks", 400, ask("POST", "/api/v1/match", {**good, "Transfer-Encoding": "chunked"}, b"2\r\n{}\r\n0\r\n\r\n")[0])
same("a body over its cap", 413, ask("POST", "/api/v1/match", {**good, "X": "y"}, b" " * ((1 << 20) + 1))[0])
same("not JSON", 400, ask("POST", "/api/v1/match", good, b"{")[0])
same("a key twice", 400, ask("POST", "/api/v1/match", good, b'{"keep":"all","keep":"told"}')[0])
same("headers without end", True, ask("GET", "/", {"X": "a" * 60000})[0] in (400, 413, 431, 0))
same("HEAD", (200, b""), ask("HEAD", "/")[::2])

# Many that send slowly: a normal user is served at once, and each of the slow ones is gone in time.
gone = []


def slow():
    start = time.monotonic()
    try:
        with socket.create_connection(("127.0.0.1", PORT), timeout=60) as s:
            s.sendall(b"GET / HTTP/1.1\r\nX: ")
            while time.monotonic() - start < 40:
                s.sendall(b"a")
                s.settimeout(2)
                try:
                    if s.recv(1) == b"":
                        break
                except TimeoutError:
                    pass
    except OSError:
        pass
    gone.append(time.monotonic() - start)


threads = [threading.Thread(target=slow) for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 200)]
for thread in threads:
    thread.start()
time.sleep(3)
start = time.monotonic()
same("a normal user among the slow", 200, ask("GET", "/")[0])
same("at once", True, time.monotonic() - start < 1)
for thread in threads:
    thread.join()
same("the slow ones are gone within 30 s", True, max(gone) < 30)

print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
