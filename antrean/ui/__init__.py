"""How Antrean looks: templates, style sheets, small scripts and both languages."""
