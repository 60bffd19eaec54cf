"""Pages of the hall for staff: the door, the consoles, the overview."""
