"""What an operator types: start, demonstrate, check, repair."""
