"""One operator's command a module."""
