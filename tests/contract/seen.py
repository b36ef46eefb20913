"""Prints what each operation answered, and fails where one never did what it is for: then the run has proved nothing."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    seen = json.load(file)

useless = False
for operation in sorted(seen):
    answers = seen[operation]
    print(f"{operation}: " + ", ".join(f"{answers[status]} x {status}" for status in sorted(answers)))
    if not any(status.startswith("2") for status in answers):
        useless = True
        print("  never succeeded")
sys.exit(1 if useless or len(seen) < int(sys.argv[2]) else 0)
