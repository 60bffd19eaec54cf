"""The storm: many submissions while live processes are killed, and a complete history of it."""
