"""The tour: made-up people go the whole way over HTTP, and the promises are checked at the end."""
