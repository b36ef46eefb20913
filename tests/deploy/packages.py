"""What the package for Debian and the image are made of. That they install and run is tried by tests/parts/published."""
import os, pathlib, re, subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "examples/deploy"


def test_the_package_brings_program_unit_and_user_and_its_bytes_repeat(folder):
    program = folder / "terminplaner"
    program.write_text("#!/bin/sh\n")
    packed = []
    for name in ["one", "two"]:
        (folder / name).mkdir()
        subprocess.run([ROOT / "release/deb", program, "x86_64-unknown-linux-gnu", "1.2.3", folder / name], check=True,
                       env={**os.environ, "SOURCE_DATE_EPOCH": "1640995200"})
        packed.append((folder / name / "terminplaner_1.2.3_amd64.deb").read_bytes())
    assert packed[0] == packed[1], "the same bytes twice"
    subprocess.run(["dpkg-deb", "-R", folder / "one/terminplaner_1.2.3_amd64.deb", folder / "root"], check=True)
    root = folder / "root"
    names = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    assert {"usr/bin/terminplaner", "usr/lib/systemd/system/terminplaner.service", "usr/lib/sysusers.d/terminplaner.conf",
            "usr/share/doc/terminplaner/copyright", "DEBIAN/postinst", "DEBIAN/prerm", "DEBIAN/postrm"} <= names, names
    unit = (root / "usr/lib/systemd/system/terminplaner.service").read_text()
    assert "DynamicUser" not in unit and "/usr/local" not in unit and unit.startswith("[Unit]\n"), unit
    judged = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20",
                             root / "usr/lib/systemd/system/terminplaner.service"], capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout.splitlines()[-1]
    for script in ["postinst", "prerm", "postrm"]:
        subprocess.run(["sh", "-n", root / "DEBIAN" / script], check=True)


def test_the_image_is_made_from_nothing_and_of_no_root(_):
    lines = [line for line in (DEPLOY / "Containerfile").read_text().splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if line.startswith("FROM")] == ["FROM scratch"]
    user = next(line for line in lines if line.startswith("USER"))
    assert re.fullmatch(r"USER [1-9]\d+:[1-9]\d+", user), user
    program = pathlib.Path(os.environ["TERMINPLANER_BIN"]).resolve()
    flags = subprocess.run([program, "serve", "--help"], capture_output=True, text=True).stdout
    settings = re.findall(r"(TERMINPLANER_\w+)[=:]", "".join(path.read_text() for path in [DEPLOY / "Containerfile", DEPLOY / "compose.yaml"]))
    assert len(settings) >= 5 and all(f"[env: {name}" in flags for name in settings), settings
    # Only what the image copies is sent to who builds it.
    copied = {line.split()[-2] for line in lines if line.startswith("COPY")}
    sent = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    assert sent == ["*", "!target/image"] and all(path.startswith("target/image/") for path in copied), copied
