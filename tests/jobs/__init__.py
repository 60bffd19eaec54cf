"""Letters, the worker and the demonstration's inbox."""
