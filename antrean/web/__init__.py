"""The pages applicants see."""
