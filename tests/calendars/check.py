"""Runs the tools against a server and writes their results. Ends with status 1 if a tool finds what is not expected."""

import datetime
import os
import pathlib
import subprocess
import sys

import caldav

URL, USER, PASSWORD, BIN, WORK, RESULTS = sys.argv[1:7]
WORK = pathlib.Path(WORK)
problems = []
lines = [
    "# Foreign calendar programs against this server",
    "",
    "Written by `tests/calendars/run`. Unsupported on purpose: `MKCALENDAR`, tasks, journals, invitations.",
    "",
]


def run(name, *arguments, limit=300, **more):
    done = subprocess.run(
        [f"{BIN}/{arguments[0]}", *arguments[1:]], capture_output=True, text=True, timeout=limit, **more
    )
    output = (done.stdout + done.stderr).replace(PASSWORD, "…").replace(URL.split("/")[2], "HOST").replace(str(WORK), "WORK")
    return done.returncode, output


def expect(what, holds):
    lines.append(f"| {what} | {'yes' if holds else '**no**'} |")
    if not holds:
        problems.append(what)


def event(uid, start, title):
    end = start + datetime.timedelta(minutes=30)
    stamp = "%Y%m%dT%H%M%SZ"
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//check//\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{start:{stamp}}\r\nDTEND:{end:{stamp}}\r\n"
        f"SUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


tomorrow = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0, second=0, minute=0) + datetime.timedelta(days=1)

lines += ["## The library caldav", "", "| what | holds |", "| --- | --- |"]
client = caldav.DAVClient(url=URL, username=USER, password=PASSWORD)
calendars = {calendar.get_display_name(): calendar for calendar in client.principal().calendars()}
expect("finds the calendars of all rooms", set(calendars) == {"Testraum", "Zweiter Raum"})
room = calendars["Testraum"]
other = calendars["Zweiter Raum"]
token = room.objects_by_sync_token(load_objects=False).sync_token
saved = room.save_event(event("one@check", tomorrow, "Eins"))
expect("saves an event and finds it by its UID", room.event_by_uid("one@check").icalendar_component["summary"] == "Eins")
found = room.search(start=tomorrow, end=tomorrow + datetime.timedelta(hours=1), event=True)
expect("finds it by its time", len(found) == 1)
changed = room.objects_by_sync_token(sync_token=token, load_objects=False)
expect("is told of it by sync-collection", len(list(changed)) == 1)
try:
    room.save_event(event("two@check", tomorrow + datetime.timedelta(minutes=15), "Zwei"))
    expect("is refused where the time is taken", False)
except caldav.lib.error.DAVError:
    expect("is refused where the time is taken", True)
other.save_event(room.event_by_uid("one@check").data)
saved.delete()
expect("moves an event by writing it there and deleting it here", len(room.events()) == 0 and len(other.events()) == 1)
other.events()[0].delete()
expect("deletes it", len(other.events()) == 0)
often = event("often@check", tomorrow, "Oft").replace("SUMMARY", "RRULE:FREQ=DAILY;COUNT=5\r\nSUMMARY")
saved = room.save_event(often)
found = room.search(start=tomorrow, end=tomorrow + datetime.timedelta(days=7), event=True, expand=True)
expect("finds the dates of an event that repeats", len(found) == 5)
# The library puts lines into an order of its own.
expect("gets it back as it was written", sorted(room.event_by_uid("often@check").data.split()) == sorted(often.split()))
saved.delete()
found = room.search(start=tomorrow, end=tomorrow + datetime.timedelta(days=7), event=True)
expect("deletes all its dates at once", len(found) == 0)
lines.append("")

lines += ["## vdirsyncer and khal", "", "| what | holds |", "| --- | --- |"]
(WORK / "vdirsyncer.conf").write_text(
    f"""[general]
status_path = "{WORK}/status/"
[pair rooms]
a = "here"
b = "there"
collections = ["from b"]
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{WORK}/calendars/"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{URL}"
username = "{USER}"
password = "{PASSWORD}"
"""
)
environment = {**os.environ, "VDIRSYNCER_CONFIG": str(WORK / "vdirsyncer.conf"), "HOME": str(WORK)}
code, output = run("discover", "vdirsyncer", "discover", input="y\ny\ny\ny\n", env=environment)
expect("vdirsyncer discovers both calendars", code == 0 and "raum" in output)
here = WORK / "calendars" / "raum"
here.mkdir(parents=True, exist_ok=True)
(here / "three.ics").write_text(event("three@check", tomorrow, "Drei"), newline="")
code, output = run("sync", "vdirsyncer", "sync", env=environment)
expect("it brings a new file to the server", code == 0 and len(room.events()) == 1)
room.save_event(event("four@check", tomorrow + datetime.timedelta(hours=2), "Vier"))
run("sync", "vdirsyncer", "sync", env=environment)
expect("it brings a new event from the server", any("Vier" in file.read_text() for file in here.glob("*.ics")))
(WORK / "khal.conf").write_text(
    f"""[calendars]
[[raum]]
path = {here}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
)
code, output = run("khal", "khal", "-c", f"{WORK}/khal.conf", "list", "today", "3d", env=environment)
expect("khal lists both", code == 0 and "Drei" in output and "Vier" in output)
(here / "three.ics").unlink()
run("sync", "vdirsyncer", "sync", env=environment)
expect("a file deleted here is deleted there", len(room.events()) == 1)
code, output = run("sync", "vdirsyncer", "sync", env=environment)
expect("once more nothing is left to do", code == 0 and "Copying" not in output and "Deleting" not in output)
for left in room.events():
    left.delete()
lines.append("")

# What it reports of each feature; its long descriptions of them are left out.
lines += ["## caldav-server-tester", "", "| feature | found |", "| --- | --- |"]
code, output = run(
    "tester", "python", pathlib.Path(__file__).parent / "tester.py", "--caldav-url", URL, "--caldav-username", USER, "--caldav-password", PASSWORD,
    "--caldav-calendar", "Testraum", "--verbose", "--format", "text", limit=500, env=environment,
)
feature = None
for line in output.splitlines():
    if line.startswith("## "):
        feature = line[3:]
    elif feature and line.startswith("Feature support level found: "):
        lines.append(f"| `{feature}` | {line.split(': ', 1)[1]} |")
        feature = None
given_up = [line for line in output.splitlines() if line.startswith("WARNING:root:Check")]
lines += ["", f"It ended with status {code}."] + [line.removeprefix("WARNING:root:").split(" — ")[0] + "." for line in given_up]
lines += [
    "",
    "Where it is `ungraceful`, it wrote a second event into a time that was taken, or a task; where it is `unknown`, it wanted a further",
    "calendar of its own, a public address, or found a time taken. A device is answered so in a shop too: no time is given twice.",
    "`sync-token.limit.initial-sync` is `fragile` as it reads no more than 20 pages of two objects, and there are more.",
]
if code != 0:
    problems.append("caldav-server-tester ends well")
pathlib.Path(RESULTS).write_text("\n".join(lines) + "\n")
print("\n".join(lines))
sys.exit(f"not as expected: {', '.join(problems)}" if problems else 0)
