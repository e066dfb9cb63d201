"""Measured speed, side by side in one run; each measurement is a process of its own.

The process that measures stays small on purpose: it imports no model and no
index, because a child's peak memory is never reported below its parent's.
"""
