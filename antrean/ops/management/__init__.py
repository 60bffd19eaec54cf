"""Commands an operator reaches through `manage`."""
