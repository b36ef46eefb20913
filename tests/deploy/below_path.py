"""A public address with a path, behind nginx and Caddy with the files of examples/deploy: with the path in requests, as the files
have it, and with proxies that take it off.
"""
import html.parser, http.client, json, os, pathlib, subprocess
from proxies import DEPLOY, free_port, replaced, wait_for

PATH = "/termine"
ATTRIBUTES = ["href", "src", "action", "formaction", "data-events", "data-challenge", "data-list"]


class Page(html.parser.HTMLParser):
    """The addresses on this server that a page names."""

    def __init__(self, text):
        super().__init__()
        self.links, self.forms = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ATTRIBUTES and value and value.startswith("/"):
                assert value == PATH or value.startswith(f"{PATH}/"), f"<{tag} {name}={value}>"
                (self.forms if "action" in name else self.links).add(value.split("#")[0])


def ask(port, address, method="GET", body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Accept": "text/html"} | ({"Content-Type": "application/json"} if body else {})
    connection.request(method, address, body, headers)
    answer = connection.getresponse()
    is_stream = answer.getheader("Content-Type", "").startswith("text/event-stream")
    text = "" if is_stream else answer.read().decode(errors="replace")
    connection.close()
    return answer, text


def everything_is_found(port):
    seen, open_addresses = set(), [f"{PATH}/", f"{PATH}/?service=hoertest", f"{PATH}/planner/sign-in", f"{PATH}/widget.js", f"{PATH}/api/v1/changes"]
    while open_addresses and len(seen) < 60:
        address = open_addresses.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer, text = ask(port, address)
        assert answer.status < 400, f"{address} answers {answer.status}"
        leads_to = answer.getheader("Location")
        assert not leads_to or leads_to.startswith((PATH, f"http://127.0.0.1:{port}{PATH}")), f"{address} leads to {leads_to}"
        if answer.getheader("Content-Type", "").startswith("text/html"):
            open_addresses += sorted(Page(text).links)
    assert len(seen) > 15, seen
    return seen


def works(folder, port, behind, command, environment=None):
    program, db = pathlib.Path(os.environ["TERMINPLANER_BIN"]).resolve(), folder / "shop.db"
    subprocess.run([program, "import", "--db", db, DEPLOY.parent / "demo-shop.toml"], check=True, capture_output=True)
    public = f"http://127.0.0.1:{port}{PATH}"
    serving = subprocess.Popen([program, "serve", "--db", db, "--listen", f"127.0.0.1:{behind}", "--public-url", public,
                                "--trusted-proxy", "127.0.0.1", "--limits", "off"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    proxy = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=(folder / "stderr.log").open("w"),
                             env={**os.environ, **(environment or {})})
    try:
        wait_for(behind)
        wait_for(port)
        everything_is_found(port)
        page = json.loads(ask(port, f"{PATH}/api/v1/availability?service=hoertest")[1])
        body = {"service": "hoertest", "start": page["next_free"], "customer": {"first_name": "Erika", "last_name": "Muster",
                "email": "erika@example.org", "phone": "+49 711 123456"}, "privacy_accepted": True}
        booked = json.loads(ask(port, f"{PATH}/api/v1/bookings", "POST", json.dumps(body))[1])
        assert booked["manage_url"].startswith(f"{public}/t/"), booked
        own = booked["manage_url"].removeprefix(f"http://127.0.0.1:{port}")
        answer, text = ask(port, own)
        assert answer.status == 200 and Page(text).links, answer.status
        for link in Page(text).links:
            assert ask(port, link)[0].status < 400, link
        answer, _ = ask(port, "/.well-known/change-password")
        assert answer.status == 302 and answer.getheader("Location").endswith(f"{PATH}/planner/account"), answer.getheaders()
        assert "Contact:" in ask(port, "/.well-known/security.txt")[1]
        assert ask(port, PATH)[0].status in (200, 308)
    finally:
        # The program first: Caddy waits for event streams to end.
        for child in (serving, proxy):
            child.terminate()
            child.wait(20)


def nginx(folder, changes):
    port, behind = free_port(), free_port()
    folder.chmod(0o755)
    site = replaced((DEPLOY / "nginx-path.conf").read_text(), [(r"127\.0\.0\.1:8080", f"127.0.0.1:{behind}"), *changes])
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/main.log; events {{}}\n"
        f"http {{\n{paths}access_log off; server {{ listen 127.0.0.1:{port};\n{site}}}\n}}\n")
    works(folder, port, behind, ["nginx", "-e", folder / "start.log", "-p", folder, "-c", folder / "nginx.conf"])


def test_below_a_path_behind_nginx(folder):
    nginx(folder, [])


def test_below_a_path_that_nginx_takes_off(folder):
    nginx(folder, [
        (r"^(location /termine/ \{\n    proxy_pass http://[0-9.:]+);", r"\1/;"),
        (r"^location ~ \^/termine/\(.*\)\$ \{\n", "location = /termine/api/v1/changes {\n"),
        (r"(changes \{\n    proxy_pass http://[0-9.:]+);", r"\1/api/v1/changes;"),
    ])


def caddy(folder, changes):
    port, behind = free_port(), free_port()
    site = replaced((DEPLOY / "Caddyfile-path").read_text(), [
        (r"^www\.example\.de", f"http://127.0.0.1:{port}"), (r"127\.0\.0\.1:8080", f"127.0.0.1:{behind}"), *changes])
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + site)
    home = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    works(folder, port, behind, ["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"], home)


def test_below_a_path_behind_caddy(folder):
    caddy(folder, [])


def test_below_a_path_that_caddy_takes_off(folder):
    caddy(folder, [(r"^\thandle @termine \{", "\thandle_path /termine/* {")])
