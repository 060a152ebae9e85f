"""All interfaces on one application."""

from __future__ import annotations

from fastapi import FastAPI

from till.interfaces.door import Served
from till.interfaces.onslip import add_onslip
from till.interfaces.shopify import add_shopify
from till.interfaces.sushigo import add_sushigo
from till.interfaces.toast import add_toast


def add_interfaces(app: FastAPI, served: Served) -> None:
    """Let an application answer as Toast, Shopify, SushiGo and Onslip do, from these books."""
    app.state.served = served
    for add in (add_toast, add_shopify, add_sushigo, add_onslip):
        add(app)
