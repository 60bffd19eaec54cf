"""The tree of leaves: as RFC 6962 defines it, and no proof but the right one is believed."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.draw import merkle

CONTENTS = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
KNOWN = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""The vectors of the Certificate Transparency project: roots over the first so many contents."""

leaves = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True)


def defined_root(hashes):
    """The root as section 2.1 defines it: split at the largest power of two below the number."""
    if len(hashes) == 1:
        return hashes[0]
    split = largest_power_below(len(hashes))
    both = defined_root(hashes[:split]) + defined_root(hashes[split:])
    return hashlib.sha256(b"\x01" + both).digest()


def defined_path(index, hashes):
    """The audit path as section 2.1.1 defines it."""
    if len(hashes) == 1:
        return []
    split = largest_power_below(len(hashes))
    if index < split:
        return [*defined_path(index, hashes[:split]), defined_root(hashes[split:])]
    return [*defined_path(index - split, hashes[split:]), defined_root(hashes[:split])]


def largest_power_below(number):
    return 1 << (number - 1).bit_length() - 1


def proven(index, hashes):
    """Return what `verify` is told of the leaf at that place."""
    tree = merkle.levels(hashes)
    return {
        "index": index,
        "count": len(hashes),
        "neighbours": merkle.proof(tree, index),
        "root": tree[-1][0],
    }


@pytest.mark.parametrize(("count", "root"), KNOWN.items())
def test_the_known_roots_are_found(count, root):
    hashes = [merkle.leaf_hash(bytes.fromhex(each)) for each in CONTENTS[:count]]

    assert merkle.root(hashes).hex() == root


@given(leaves)
def test_the_root_is_the_defined_one(hashes):
    assert merkle.root(hashes) == defined_root(hashes)


@given(leaves, st.data())
def test_a_proof_is_the_defined_path(hashes, data):
    index = data.draw(st.integers(0, len(hashes) - 1))

    assert merkle.proof(merkle.levels(hashes), index) == defined_path(index, hashes)


@given(leaves, st.data())
def test_every_leaf_is_proven(hashes, data):
    index = data.draw(st.integers(0, len(hashes) - 1))

    assert merkle.verify(hashes[index], **proven(index, hashes))


@given(leaves, st.data())
def test_nothing_else_is_proven(hashes, data):
    index = data.draw(st.integers(0, len(hashes) - 1))
    honest = proven(index, hashes)
    stranger = data.draw(st.binary(min_size=32, max_size=32).filter(lambda it: it not in hashes))

    assert not merkle.verify(stranger, **honest)
    assert not merkle.verify(hashes[index], **{**honest, "root": stranger})
    assert not merkle.verify(hashes[index], **{**honest, "index": index - len(hashes)})
    assert not merkle.verify(hashes[index], **{**honest, "index": index + len(hashes)})
    longer = [*honest["neighbours"], stranger]
    assert not merkle.verify(hashes[index], **{**honest, "neighbours": longer})


@given(
    st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=40, unique=True), st.data()
)
def test_a_leaf_is_proven_in_its_own_place_only(hashes, data):
    index, other = data.draw(
        st.lists(st.integers(0, len(hashes) - 1), min_size=2, max_size=2, unique=True)
    )
    honest = proven(index, hashes)

    assert not merkle.verify(hashes[index], **{**honest, "index": other})
    assert not merkle.verify(hashes[index], **{**honest, "neighbours": honest["neighbours"][:-1]})


def test_two_leaves_are_not_passed_off_as_one():
    left, right = merkle.leaf_hash(b"left"), merkle.leaf_hash(b"right")

    assert merkle.leaf_hash(left + right) != merkle.root([left, right])


@pytest.mark.parametrize("index", [-1, 2])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index):
    with pytest.raises(IndexError):
        merkle.proof(merkle.levels([b"a", b"b"]), index)
