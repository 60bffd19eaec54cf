"""The verifier: what anybody can check of a draw, without us and without trusting us.

`bin/antrean manage write_verifier` writes these modules, and the one of Ed25519, into the single
file `docs/verify.py`, which runs on Python 3.9 and later with nothing installed. Apart from Ed25519
it shares no code with the draw: it says the rules a second time, so that an error of one shows.
"""
