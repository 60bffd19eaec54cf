"""Words that templates may use: components and formatters."""
