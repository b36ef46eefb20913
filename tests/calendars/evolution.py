"""What Evolution's own libraries do with the calendars of a server, and its window. Ends with status 1 if anything is not as expected."""

import datetime
import email
import email.policy
import json
import pathlib
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zoneinfo

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, Gio, GLib, ICalGLib  # noqa: E402

ADDRESS, USER, PASSWORD, DB, MAILS, HERE = sys.argv[1:7]
HERE, MAILS = pathlib.Path(HERE), pathlib.Path(MAILS)
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
TOMORROW = datetime.datetime.now(BERLIN).replace(hour=0, minute=0, second=0, microsecond=0) + datetime.timedelta(days=1)
SECONDS = 60
problems, rows = [], []


def expect(what, holds, more=""):
    rows.append(f"| {what} | {'yes' if holds else '**no**'}{more and f': {more}'} |")
    print(rows[-1], flush=True)
    if not holds:
        problems.append(what)


def until(what, seconds=SECONDS):
    """What comes of `what` once it is true; else the last that came of it."""
    end = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < end:
        # What the libraries are told arrives here.
        while GLib.MainContext.default().iteration(False):
            pass
        time.sleep(0.5)
    return found


def book(hour, name):
    """A customer books online."""
    start = TOMORROW.replace(hour=hour).isoformat()
    customer = {"first_name": "Erika", "last_name": name, "email": f"{name.lower()}@example.org"}
    body = json.dumps({"service": "anpassung", "start": start, "customer": customer, "language": "de"}).encode()
    request = urllib.request.Request(f"{ADDRESS}/api/v1/bookings", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 201


def asked(sql):
    with sqlite3.connect(f"file:{DB}?mode=ro", uri=True) as file:
        return [row[0] for row in file.execute(sql)]


def mails_to(address):
    found = []
    for file in sorted(MAILS.glob("*.eml")):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if address in mail["To"]:
            found.append(mail["Subject"])
    return found


def source_of(registry, path, name):
    """A calendar as Evolution's window for a new one enters it."""
    source = EDataServer.Source.new(None, None)
    source.set_display_name(name)
    source.set_parent("caldav-stub")
    calendar = source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR)
    calendar.set_backend_name("caldav")
    calendar.set_selected(True)
    url = urllib.parse.urlparse(ADDRESS)
    login = source.get_extension(EDataServer.SOURCE_EXTENSION_AUTHENTICATION)
    login.set_host(url.hostname)
    login.set_port(url.port)
    login.set_user(USER)
    login.set_method("plain/password")
    source.get_extension(EDataServer.SOURCE_EXTENSION_SECURITY).set_method("none")
    source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND).set_resource_path(path)
    source.get_extension(EDataServer.SOURCE_EXTENSION_OFFLINE).set_stay_synchronized(True)
    source.store_password_sync(PASSWORD, True, None)
    registry.commit_source_sync(source, None)
    return until(lambda: registry.ref_source(source.get_uid()))


def discovered(source):
    """The calendars that Evolution finds at the address that a person types."""
    credentials = EDataServer.NamedParameters.new()
    credentials.set("username", USER)
    credentials.set("password", PASSWORD)
    only = EDataServer.WebDAVDiscoverSupports.EVENTS
    found = EDataServer.webdav_discover_sources_sync(source, f"{ADDRESS}/dav/", only, credentials, None)
    return {one.display_name: urllib.parse.urlparse(one.href).path for one in found.out_discovered_sources}


def event(client, words):
    """The event whose title holds these words."""
    _, components = client.get_object_list_sync("#t", None)
    return next((one for one in components or [] if words in (one.get_summary() or "")), None)


def at(one):
    return one.get_dtstart().as_timet()


def moved(one, hour):
    """The same event at another hour."""
    for put, minute in ((one.set_dtstart, 0), (one.set_dtend, 60)):
        when = TOMORROW.replace(hour=hour) + datetime.timedelta(minutes=minute)
        put(ICalGLib.Time.new_from_timet_with_zone(int(when.timestamp()), False, ICalGLib.Timezone.get_utc_timezone()))
    return one


def put(client, one):
    """Writes a changed event; answers why it was refused."""
    try:
        client.modify_object_sync(one, ECal.ObjModType.ALL, ECal.OperationFlags.NONE, None)
    except GLib.Error as error:
        return error.message
    return ""


def picture():
    """Evolution's window with the day, once it does not change any more."""
    settings = Gio.Settings.new("org.gnome.evolution.calendar")
    settings.set_string("timezone", "Europe/Berlin")
    for name, value in (("use-system-timezone", False), ("use-24hour-format", True), ("show-tag-vpane", False)):
        settings.set_boolean(name, value)
    Gio.Settings.sync()
    day = TOMORROW.strftime("%Y%m%dT%H%M%S")
    window = subprocess.Popen(["evolution", "--component=calendar", f"calendar:///?startdate={day}"])
    try:
        find = ["xdotool", "search", "--onlyvisible", "--name", "^Calendar$"]
        shown = until(lambda: subprocess.run(find, capture_output=True, text=True).stdout.split(), 120)
        expect("its window opens", bool(shown))
        if shown:
            # The pointer would bring out a tip.
            place = ["windowsize", shown[-1], "1280", "800", "windowmove", shown[-1], "0", "0", "mousemove", "1279", "799"]
            subprocess.run(["xdotool", *place], check=True)
        screen, before = pathlib.Path.home() / "screen.ppm", None
        for _ in range(20):
            time.sleep(5)
            subprocess.run(["import", "-window", "root", screen], check=True)
            if screen.read_bytes() == before:
                break
            before = screen.read_bytes()
        target = HERE / "evolution.png"
        subprocess.run(["convert", screen, "-strip", "+dither", "-colors", "48", f"PNG8:{target}"], check=True)
        expect("its picture is small", target.stat().st_size <= 150_000, f"{target.stat().st_size} bytes")
    finally:
        window.terminate()
        window.wait(60)


book(10, "Muster")
book(14, "Telefon")
registry = EDataServer.SourceRegistry.new_sync(None)
first = source_of(registry, "/dav/", "Suche")
calendars = discovered(first)
expect("it finds the calendars of both rooms", set(calendars) == {"Kabine 1", "Kabine 2"}, ", ".join(sorted(calendars)))
registry.ref_source(first.get_uid()).remove_sync(None)
source = source_of(registry, calendars["Kabine 1"], "Kabine 1")
source_of(registry, calendars["Kabine 2"], "Kabine 2")
client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 30, None)
found = until(lambda: event(client, "Muster"))
expect("it shows the appointment that a customer has booked", found is not None, found and found.get_summary())
expect("at its time", found is not None and at(found) == TOMORROW.replace(hour=10).timestamp())
expect("it may write there", until(lambda: not client.is_readonly()))

why = put(client, moved(found, 12))
expect("it moves it", why == "", why)
start = "SELECT starts_at * 60 FROM appointments JOIN bookings ON appointment_key = key WHERE last_name = '{}'"
expect("the shop has it at the new time", asked(start.format("Muster")) == [TOMORROW.replace(hour=12).timestamp()])
history = asked("SELECT action || ' ' || details FROM audit WHERE action LIKE 'appointment.%' ORDER BY id DESC LIMIT 1")
expect("its history says so", "appointment.moved" in history[0] and "calendar" in history[0])

taken = event(client, "Telefon")
why = put(client, moved(taken, 12))
expect("an overlap is refused", why != "", why)
client.refresh_sync(None)
back = until(lambda: (one := event(client, "Telefon")) and at(one) == TOMORROW.replace(hour=14).timestamp())
expect("and it shows the time of before again", bool(back))
expect("the shop has both where they were", asked(start.format("Telefon")) == [TOMORROW.replace(hour=14).timestamp()])
expect("the inbox tells of it", bool(asked("SELECT kind FROM news WHERE kind = 'move_refused'")))

new = ICalGLib.Component.new_vevent()
new.set_summary("Zahnarzt")
new.set_uid("zahnarzt@evolution")
ok, uid = client.create_object_sync(moved(new, 16), ECal.OperationFlags.NONE, None)
expect("a new event blocks its time", asked("SELECT note FROM appointments WHERE last_name IS NULL") == ["Zahnarzt"])

picture()

told = until(lambda: any("verschoben" in subject.lower() or "neue" in subject.lower() for subject in mails_to("muster@")), 200)
expect("the customer has a mail about the new time", bool(told), "; ".join(mails_to("muster@")))
client.remove_object_sync(event(client, "Telefon").get_uid(), None, ECal.ObjModType.ALL, ECal.OperationFlags.NONE, None)
gone = asked("SELECT status FROM appointments WHERE last_name = 'Telefon'")
expect("one that is deleted there is cancelled", gone == ["cancelled"], ", ".join(gone))
expect("and is shown no more", until(lambda: event(client, "Telefon") is None))

version = subprocess.run(["evolution", "--version"], capture_output=True, text=True).stdout.strip()
(HERE / "EVOLUTION.md").write_text(
    "\n".join(
        [
            "# GNOME Evolution against this server",
            "",
            f"Written by `tests/calendars/evolution`, with Debian's {version}: its own libraries (evolution-data-server) and its window.",
            "",
            "![Evolution with a day of the shop](evolution.png)",
            "",
            "| what | holds |",
            "| --- | --- |",
            *rows,
            "",
        ]
    )
)
sys.exit(f"not as expected: {', '.join(problems)}" if problems else 0)
