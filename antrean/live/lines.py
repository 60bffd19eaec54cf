"""How a live process opens lines of its own to the database, beside the site's pool."""

WATCHED = {"connect_timeout": "3", "keepalives_idle": "5", "tcp_user_timeout": "10000"}
"""A server that does not answer, and a line that is silently dead, are noticed in ten seconds."""
