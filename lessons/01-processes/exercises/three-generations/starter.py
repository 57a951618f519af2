"""Main, a mother and a daughter."""
