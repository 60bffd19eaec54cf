"""Hall screens and public waiting pages."""
