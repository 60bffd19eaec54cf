"""The folders of a cluster belong to one owner, and sockets fit into what the kernel takes."""

import os

import pytest

from antrean.ops import binaries, lodging


def test_a_private_folder_is_made_for_its_owner_alone(tmp_path):
    made = lodging.private_folder(tmp_path / "data")

    assert made.stat().st_mode & 0o777 == 0o700


def test_an_open_folder_is_not_trusted(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(0o755)

    with pytest.raises(lodging.NotSafe):
        lodging.private_folder(tmp_path / "data")


def test_a_link_laid_by_somebody_is_not_followed(tmp_path):
    (tmp_path / "trap").mkdir(mode=0o700)
    (tmp_path / "data").symlink_to(tmp_path / "trap")

    with pytest.raises(lodging.NotSafe):
        lodging.private_folder(tmp_path / "data")


@pytest.mark.root
def test_a_folder_of_somebody_else_is_not_trusted(tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    os.chown(tmp_path / "data", 65534, 65534)

    with pytest.raises(lodging.NotSafe):
        lodging.private_folder(tmp_path / "data")


def test_the_socket_lies_beside_the_data_where_the_path_is_short(tmp_path, monkeypatch):
    monkeypatch.setattr(lodging, "SOCKET_BYTES_MAX", 1000)

    assert lodging._socket_folder(tmp_path) == tmp_path / "socket"


def test_a_long_path_of_the_checkout_does_not_lengthen_the_sockets(tmp_path, monkeypatch):
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)

    folder = lodging._socket_folder(deep)

    assert folder.parent.parent == runtime
    assert folder.stat().st_mode & 0o777 == 0o700


def test_clusters_of_two_checkouts_do_not_share_a_folder(monkeypatch, tmp_path):
    homes = set()
    for checkout in ("mine", "yours"):
        monkeypatch.setenv("ANTREAN_VAR", str(tmp_path / checkout))
        homes.add(lodging.lodge("demo").home)

    for home in homes:
        lodging.shutil.rmtree(home)
    assert len(homes) == 2


def test_the_newest_programs_of_the_wheel_are_chosen():
    assert binaries.major_version(binaries.wheel_binaries()) == 18


def test_copied_programs_find_their_libraries(tmp_path):
    copied = binaries.copied_binaries(into=tmp_path)

    answer = lodging.subprocess.run([copied / "psql", "--version"], capture_output=True, check=True)
    assert b" 18." in answer.stdout


def test_a_copy_is_made_once(tmp_path):
    first = binaries.copied_binaries(into=tmp_path)
    marked = first / "marked"
    marked.touch()

    binaries.copied_binaries(into=tmp_path)

    assert marked.exists()
