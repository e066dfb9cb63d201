"""Measured speed, side by side in one run; each measurement is a process of its own."""
