"""The pages of officers, receptionists and the kiosk."""
