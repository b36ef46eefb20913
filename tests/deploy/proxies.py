"""nginx, Apache and Caddy with the files of examples/deploy: whether they take them, what they pass on, and what they write into
their logs of the addresses that are secrets.
"""
import http.client, http.server, os, pathlib, re, shutil, socket, ssl, subprocess, threading, time

DEPLOY = pathlib.Path(__file__).resolve().parents[2] / "examples/deploy"
SECRET = "pKTNRAOE_XbPPeHmbcevmAgQoU6QWj0F"
ADDRESSES = [
    f"/t/{SECRET}", f"/t/{SECRET}/cancel?m={SECRET}", f"/api/v1/bookings/{SECRET}", f"/planner/reset/{SECRET}",
    f"/planner/set-up/start/{SECRET}", f"/calendars/{SECRET}.ics", f"/planner/sign-in?to=/t/{SECRET}",
]


class Program(http.server.BaseHTTPRequestHandler):
    """Stands behind the proxy; sends a visitor on to a secret address, as after a booking, and says what it saw."""
    seen = []

    def do_GET(self):
        self.seen.append(self.headers)
        self.send_response(303)
        self.send_header("Location", f"/t/{SECRET}")
        self.send_header("Set-Cookie", f"session={SECRET}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        left = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 16)))
        self.do_GET()

    def log_message(self, *_):
        pass


class Broken(Program):
    """Hangs up in the middle of an answer."""

    def do_GET(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
        self.close_connection = True


def free_port():
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        return port.getsockname()[1]


UNVERIFIED = ssl._create_unverified_context()


def connect(port, is_tls):
    return (http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=UNVERIFIED) if is_tls
            else http.client.HTTPConnection("127.0.0.1", port, timeout=20))


def visit(port, address, is_tls=False, method="GET", body=None):
    connection = connect(port, is_tls)
    headers = {"Referer": f"http://127.0.0.1/t/{SECRET}", "Cookie": f"session={SECRET}", "X-Forwarded-For": "203.0.113.9"}
    connection.request(method, address, body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the proxy does not listen")


def replaced(text, changes):
    for pattern, by in changes:
        text, count = re.subn(pattern, by, text, flags=re.M)
        assert count, f"{pattern} is not there any more"
    return text


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=termine.example.de", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
                   check=True, capture_output=True)


def serving(port, handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def end(server):
    server.shutdown()
    server.server_close()


def speaks_http2(port):
    context = ssl._create_unverified_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with socket.create_connection(("127.0.0.1", port), 10) as plain, context.wrap_socket(plain) as connection:
        return connection.selected_alpn_protocol() == "h2"


def visits_are_logged_without_secrets(command, folder, port, behind, is_tls, environment=None):
    """Every address with the program behind the proxy, with one that hangs up, and with none; and the largest shop file."""
    proxy = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=(folder / "stderr.log").open("w"),
                             env={**os.environ, **(environment or {})})
    try:
        wait_for(port)
        assert not is_tls or speaks_http2(port), "the windows of a browser share one connection"
        Program.seen = []
        program = serving(behind, Program)
        passed = [visit(port, address, is_tls) for address in ADDRESSES]
        assert set(passed) == {303}, passed
        # The proxy names who asked, and hides what the visitor claims.
        seen = Program.seen[-1]
        assert seen.get_all("X-Forwarded-For") == ["127.0.0.1"] and seen["Host"].startswith("127.0.0.1"), dict(seen)
        largest = visit(port, "/planner/settings/data", is_tls, "POST", b"x" * (16 << 20))
        assert largest == 303, f"16 MB are answered with {largest}"
        end(program)
        broken = serving(behind, Broken)
        cut = [visit(port, address, is_tls) for address in ADDRESSES]
        assert set(cut) == {502}, cut
        end(broken)
        refused = [visit(port, address, is_tls) for address in ADDRESSES]
        assert set(refused) <= {502, 503}, refused
    finally:
        proxy.terminate()
        proxy.wait(20)
    log = "".join(path.read_text(errors="replace") for path in folder.rglob("*.log"))
    assert SECRET not in log, [line for line in log.splitlines() if SECRET in line][:3]
    return log


def nginx(folder, site):
    """The command of an nginx with this site, which keeps everything in the folder."""
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/main.log; events {{}}\nhttp {{\n{paths}{site}}}\n")
    return ["nginx", "-e", folder / "start.log", "-p", folder, "-c", folder / "nginx.conf"]


def test_nginx_takes_its_file_and_writes_no_secret(folder):
    port, behind = free_port(), free_port()
    certificate(folder)
    # Its workers are nobody, and keep large bodies in files.
    folder.chmod(0o755)
    site = replaced((DEPLOY / "nginx.conf").read_text(), [
        (r"listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), (r"^ +listen \[::\]:443 .*\n", ""),
        (r"/etc/letsencrypt/live/termine.example.de/", f"{folder}/"), (r"/var/log/nginx/", f"{folder}/"),
        (r"127\.0\.0\.1:8080", f"127.0.0.1:{behind}"),
    ])
    command = nginx(folder, site)
    told = subprocess.run([*command, "-t"], capture_output=True, text=True)
    # Newer ones call the old way of switching HTTP/2 on by its new name.
    complaints = [line for line in told.stderr.splitlines() if "[" in line and 'the "listen ... http2" directive is deprecated' not in line]
    assert told.returncode == 0 and not complaints, told.stderr
    log = visits_are_logged_without_secrets(command, folder, port, behind, is_tls=True)
    assert re.search(r"GET /t/- 303 ", log) and re.search(r"GET /t/-/cancel 502 ", log), log
    assert "GET /calendars/-.ics" in log and "GET /planner/sign-in 303" in log, log


def test_apache_takes_its_file_and_writes_no_secret(folder):
    port, behind = free_port(), free_port()
    certificate(folder)
    text = (DEPLOY / "apache.conf").read_text()
    site = replaced(text, [
        (r"<VirtualHost \*:443>", f"<VirtualHost 127.0.0.1:{port}>"), (r"/etc/letsencrypt/live/termine.example.de/", f"{folder}/"),
        (r"127\.0\.0\.1:8080", f"127.0.0.1:{behind}"),
    ])
    apache = pathlib.Path(shutil.which("apache2"))
    modules = apache.parents[1] / "lib/apache2/modules"
    # What a2enmod is told to enable, and what Debian has enabled already, or needs for these.
    named = re.search(r"a2enmod ([\w ]+) &&", text)[1].split()
    wanted = ["mpm_event", "authz_core", "socache_shmcb", *named]
    loads = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in wanted)
    (folder / "apache2.conf").write_text(
        f"{loads}ServerRoot {folder}\nServerName 127.0.0.1\nPidFile {folder}/pid\nListen 127.0.0.1:{port}\nDefaultRuntimeDir {folder}\n"
        f"ErrorLog {folder}/main.log\nUser nobody\nGroup nogroup\n{site}")
    folder.chmod(0o755)
    command = [apache, "-d", folder, "-f", folder / "apache2.conf", "-DFOREGROUND"]
    environment = {"APACHE_LOG_DIR": str(folder)}
    told = subprocess.run([*command, "-t"], capture_output=True, text=True, env={**os.environ, **environment})
    assert told.returncode == 0 and told.stderr.strip() == "Syntax OK", told.stderr
    log = visits_are_logged_without_secrets(command, folder, port, behind, True, environment)
    assert re.search(r"GET /t/- 303 ", log) and re.search(r"GET /t/-/cancel 502 ", log), log
    assert "GET /calendars/-.ics" in log and "GET /planner/sign-in 303" in log, log


def test_caddy_takes_its_file_and_writes_no_secret(folder):
    port, behind = free_port(), free_port()
    at_home = {name: str(folder) for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"]}
    told = subprocess.run(["caddy", "validate", "--config", DEPLOY / "Caddyfile", "--adapter", "caddyfile"],
                          capture_output=True, text=True, env={**os.environ, **at_home})
    assert told.returncode == 0, told.stderr
    site = replaced((DEPLOY / "Caddyfile").read_text(), [
        (r"^\{\$DOMAIN:.*\{$", r"\g<0>\n\tlog"), (r"\A\{", "{\n\tadmin off\n\tauto_https off"),
        (r"^\tlog default \{", f"\tlog default {{\n\t\toutput file {folder}/caddy.log"),
    ])
    (folder / "Caddyfile").write_text(site)
    environment = {**at_home, "DOMAIN": f"http://127.0.0.1:{port}", "UPSTREAM": f"127.0.0.1:{behind}"}
    command = ["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    log = visits_are_logged_without_secrets(command, folder, port, behind, False, environment)
    assert '"uri":"/t/-"' in log and '"uri":"/calendars/-.ics"' in log, log
