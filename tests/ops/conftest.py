"""A place of their own for clusters that tests start, kill and throw away."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest

from antrean.ops import postgres
from antrean.ops.lodging import lodge

NAME = "trial"


@contextlib.contextmanager
def own_lodging():
    """Have a `var/` with a short path, so that the cluster meets no other; clean up afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="antrean-"))
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("ANTREAN_VAR", str(folder))
        lodging = lodge(NAME)
        yield lodging
        postgres.stop(NAME)
    shutil.rmtree(lodging.home)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def lodging():
    """The folders of a cluster that does not exist yet."""
    with own_lodging() as lodging:
        yield lodging


@pytest.fixture
def server(lodging):
    """A running cluster to kill and spoil."""
    return postgres.start(NAME)


@pytest.fixture(scope="module")
def quiet_server():
    """A running cluster that tests only look at."""
    with own_lodging():
        yield postgres.start(NAME)
