"""Refusals about records, reports, slips and their jobs; see `errors.py`."""

from __future__ import annotations

from till.domain.refused import Refused


class NoSuchReport(Refused):
    """No Z report has this number."""

    sentence = "There is no Z report {no}."


class NoSlip(Refused):
    """The record never had a slip."""

    sentence = "Record {seq} has no slip to print."


class NoSuchRecord(Refused):
    """The journal has no record of this number."""

    sentence = "There is no record {seq}."


class NoSuchJob(Refused):
    """The job is not there, or nobody asks about it."""

    sentence = "There is no such job to answer."
