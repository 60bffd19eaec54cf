"""What happens later without a person: notices, reminders, timetable."""
