"""The deeds of an office day, from the door to "done"; one verb a file."""
