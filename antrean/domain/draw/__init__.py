"""The draw of scarce places: what is drawn, and how anybody can repeat it."""
