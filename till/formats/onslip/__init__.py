"""Onslip 360: its records from ours, and its external records into ours."""
