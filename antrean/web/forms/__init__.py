"""What each page asks; the names of the fields stand at the top of each form."""
