"""What is right, without a computer: rules in plain Python, no clock and no chance."""
