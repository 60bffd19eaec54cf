"""The hall as stored: its day, its line, what it was told, and how fast it goes."""
