"""Checks: pure functions from facts to findings."""
