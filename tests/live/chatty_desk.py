"""A desk that prints where it should be silent. `CARELESS=1` lets its words go where replies go."""

import os

import django

django.setup()

from antrean.live import desk_process, settle  # noqa: E402  nothing of ours before the set-up

take_in = settle.take_in


def chat_and_take_in(*args, **words):
    print("a word between two batches", flush=True)
    return take_in(*args, **words)


settle.take_in = chat_and_take_in
if os.environ.get("CARELESS") == "1":
    os.dup2 = lambda *_: None
desk_process.main()
