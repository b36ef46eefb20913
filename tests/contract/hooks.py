"""Puts what only the running shop knows into generated requests: free starts, real services, tokens of bookings.

Made-up values alone would be refused at the door, and nothing behind it would ever be tried. Two of three valid requests
get real values, every third one keeps its made-up ones. Counted, not drawn by lot: a run can be repeated.
"""

import atexit
import collections
import itertools
import json
import os

import requests
import schemathesis
from schemathesis import GenerationMode

API = os.environ["CONTRACT_API"]
SERVICES = itertools.cycle(["anpassung", "beratung"])
TURNS, STARTS, TOKENS, PEOPLE = (itertools.count() for _ in range(4))
tokens = []
seen = collections.defaultdict(collections.Counter)


def free_start(service):
    """A free start of that service; a later one each time."""
    answer = requests.get(f"{API}/availability", params={"service": service, "days": 31}, timeout=10).json()
    starts = [slot["start"] for day in answer["days"] for slot in day["slots"] if slot["free"]]
    return starts[next(STARTS) * 7 % len(starts)] if starts else None


def is_valid(case):
    return case.meta is None or case.meta.generation.mode == GenerationMode.POSITIVE


@schemathesis.hook
def before_call(ctx, case, **kwargs):
    if not is_valid(case) or next(TURNS) % 3 == 2:
        return
    if tokens and "token" in (case.path_parameters or {}):
        case.path_parameters["token"] = tokens[next(TOKENS) % len(tokens)]
    service = next(SERVICES)
    if "service" in (case.query or {}):
        case.query["service"] = service
    body = case.body if isinstance(case.body, dict) else {}
    if "customer" in body:
        body.update(service=service, resource=None, language="de")
        # The shortest name that is left over from the made-up one keeps the rest of the request as it was.
        body["customer"].update(first_name="Erika", last_name="Muster", phone=None)
        body["customer"]["email"] = f"erika{next(PEOPLE)}@example.org"
    if "start" in body:
        body["start"] = free_start(service) or body["start"]


@schemathesis.hook
def after_call(ctx, case, response):
    seen[case.operation.label][str(response.status_code)] += 1
    if response.status_code == 201:
        tokens.append(response.json()["token"])
        del tokens[:-20]


@atexit.register
def tell_what_was_seen():
    with open(os.environ["CONTRACT_SEEN"], "w", encoding="utf-8") as file:
        json.dump(seen, file)
