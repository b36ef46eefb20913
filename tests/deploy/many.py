"""Many shops on one machine: whether the units hold, a sleeping shop wakes, and nginx finds each one's socket."""
import os, pathlib, re, socket, subprocess
from proxies import DEPLOY, SECRET, certificate, connect, free_port, nginx, replaced, wait_for

MANY = DEPLOY / "many"


def program():
    return pathlib.Path(os.environ["TERMINPLANER_BIN"]).resolve()


def test_the_units_of_many_shops_are_well_formed_and_expose_little(folder):
    units = []
    for source in sorted(path for path in MANY.iterdir() if path.suffix != ".conf"):
        units.append(folder / source.name.replace("@.", "@muster."))
        units[-1].write_text(source.read_text().replace("/usr/local/bin/terminplaner", str(program())))
    told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert told.returncode == 0 and "terminplaner" not in told.stderr, told.stderr
    for unit in (unit for unit in units if unit.suffix == ".service"):
        judged = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", unit],
                                capture_output=True, text=True)
        assert judged.returncode == 0, judged.stdout.splitlines()[-1]
        settings = re.findall(r"^Environment=(TERMINPLANER_\w+)=", unit.read_text(), flags=re.M)
        command = re.search(r"^ExecStart=\S+ (\w+)", unit.read_text(), flags=re.M)[1]
        flags = subprocess.run([program(), command, "--help"], capture_output=True, text=True).stdout
        assert len(settings) == 3 and all(f"[env: {name}" in flags for name in settings), settings


def test_nginx_finds_the_socket_of_each_shop_and_writes_no_secret(folder):
    port = free_port()
    certificate(folder)
    folder.chmod(0o755)
    site = replaced((MANY / "nginx.conf").read_text(), [
        (r"listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), (r"^ +listen \[::\]:443 .*\n", ""),
        (r"/etc/letsencrypt/live/termine.example.de/", f"{folder}/"), (r"/var/log/nginx/", f"{folder}/"),
        (r"/run/terminplaner/", f"{folder}/"),
    ])
    shop = subprocess.Popen([program(), "serve", "--db", folder / "shop.db", "--public-url", "https://muster.termine.example.de",
                             "--listen", f"unix:{folder}/muster.sock"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert "unix:" in shop.stdout.readline()
    (folder / "muster.sock").chmod(0o666)
    proxy = subprocess.Popen(nginx(folder, site))
    try:
        wait_for(port)
        found = [status(port, f"{name}.termine.example.de", "/api/v1/shop") for name in ["muster", "unknown"]]
        assert found == [200, 502], found
        assert status(port, "muster.termine.example.de", f"/t/{SECRET}?m={SECRET}") == 404
    finally:
        for process in [proxy, shop]:
            process.terminate()
            process.wait(20)
    log = (folder / "shops.log").read_text()
    assert "muster.termine.example.de GET /t/- 404" in log and SECRET not in log, log


def status(port, host, path):
    connection = connect(port, True)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status
