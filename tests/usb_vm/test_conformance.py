"""The conformance suite over a real kernel's USB bus: the same test bodies as over every other road."""

import pytest

from tests.hardware.test_conformance import *  # noqa: F403 - the tests are what is wanted
from tests.hardware.test_conformance_of_drawers import *  # noqa: F403 - the tests are what is wanted

pytestmark = pytest.mark.usb
