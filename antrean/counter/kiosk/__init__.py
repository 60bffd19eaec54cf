"""The kiosk: one thing at a time, for people who stand in the hall."""
