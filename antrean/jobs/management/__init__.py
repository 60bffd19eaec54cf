"""What an operator can ask of this room."""
