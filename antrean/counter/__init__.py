"""Pages of an office: who has arrived, who is called, who is helped, who is released."""
