"""The office day as rules: stages, the order of calling, estimates, and what is said aloud."""
