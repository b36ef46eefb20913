"""Books, shows, moves and cancels with the client that openapi-python-client made of the description; reads the stream of changes."""

import json
import os
import threading
import uuid

from shop_api import Client
from shop_api.api.bookings import cancel_booking, create_booking, find_booking, reschedule_booking
from shop_api.api.shop import find_shop
from shop_api.api.times import list_availability, list_availability_for_moving
from shop_api.models import CreateBookingBody, CustomerBody, Problem, RescheduleBookingBody

client = Client(base_url=os.environ["API"])
heard = threading.Event()
listening = threading.Event()
dates = []


def listen():
    """What the generated function cannot do, which would wait for the end of the stream: its address and types are used as they are."""
    with client.get_httpx_client().stream("GET", "/api/v1/changes", timeout=30) as stream:
        for line in stream.iter_lines():
            if line.startswith("event: alive"):
                listening.set()
            if line.startswith("data: {\"dates\""):
                dates.extend(json.loads(line[len("data: "):])["dates"] or [])
                heard.set()
                return


listener = threading.Thread(target=listen, daemon=True)
listener.start()
assert listening.wait(20), "the stream says at once that it is there"
shop = find_shop.sync(client=client, lang="de")
service = shop.services[0].id
times = list_availability.sync(client=client, service=service)
body = CreateBookingBody(
    service=service, start=times.next_free, language="de",
    customer=CustomerBody(first_name="Erika", last_name="Muster", email="python@example.org"),
)
booked = create_booking.sync(client=client, body=body, idempotency_key=str(uuid.uuid4()))
assert heard.wait(20) and booked.start.date().isoformat() in dates, dates
shown = find_booking.sync(booked.token, client=client)
assert shown.can_change and shown.start == booked.start, shown
other = list_availability_for_moving.sync(booked.token, client=client, days=31)
start = next(slot.start for day in other.days for slot in day.slots if slot.free and slot.start != booked.start)
moved = reschedule_booking.sync(booked.token, client=client, body=RescheduleBookingBody(start=start))
assert moved.start == start, moved
cancelled = cancel_booking.sync(booked.token, client=client)
assert cancelled.status == "cancelled", cancelled
refused = create_booking.sync(client=client, body=CreateBookingBody(service="unknown", start=start, customer=body.customer))
assert isinstance(refused, Problem) and refused.code == "invalid_fields", refused
print("Python: booked, heard of it, shown, moved, cancelled, refused")
