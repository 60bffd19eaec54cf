"""The asynchronous door: submitting under storm, and streams of events."""
