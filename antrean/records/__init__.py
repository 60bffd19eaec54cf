"""What is stored; the only room that knows tables."""
