"""One zygote for all tests of a test program: it takes half a second to load."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.durable.zygote import Zygote


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    with Zygote(tmp_path_factory.mktemp("zygote")) as living:
        yield living
