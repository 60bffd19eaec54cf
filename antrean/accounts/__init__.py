"""Who you are: sign-up with identity, sign-in, second factor."""
