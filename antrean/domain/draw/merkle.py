"""The tree over a batch's leaves: its root is published, and a proof shows that a leaf is under it.

Source: RFC 6962, section 2.1. Leaves are taken in the order given; those of a batch are sorted by
their bytes before.
"""

import hashlib
from collections.abc import Sequence

LEAF, NODE = b"\x00", b"\x01"
"""What a leaf's and a node's digest begin with, so that neither can pass for the other."""

EMPTY = hashlib.sha256().digest()
"""The root over no leaves at all."""


def leaf_hash(content: bytes) -> bytes:
    """Return the leaf of this content, 32 bytes."""
    return hashlib.sha256(LEAF + content).digest()


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Return the whole tree, from the leaves up to the root.

    On each level neighbours pair up; one left over goes up as it is.
    """
    tree = [list(leaves) or [EMPTY]]
    while len(below := tree[-1]) > 1:
        level = [_node(left, right) for left, right in zip(below[::2], below[1::2], strict=False)]
        tree.append(level + below[2 * len(level) :])
    return tree


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the 32 bytes that stand for all leaves in this order."""
    return levels(leaves)[-1][0]


def proof(tree: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    """Return the neighbours on the way from the leaf at `index` up to the root of `levels`.

    Raises `IndexError` where there is no such leaf.
    """
    if not 0 <= index < len(tree[0]):
        raise IndexError(index)
    neighbours = []
    for level in tree[:-1]:
        if index ^ 1 < len(level):
            neighbours.append(level[index ^ 1])
        index >>= 1
    return neighbours


def verify(
    leaf: bytes, *, index: int, count: int, neighbours: Sequence[bytes], root: bytes
) -> bool:
    """Say whether `leaf` is the one at `index` of the `count` leaves under `root`."""
    if not 0 <= index < count:
        return False
    left = list(reversed(neighbours))
    reached = leaf
    while count > 1:
        if index ^ 1 < count:
            if not left:
                return False
            beside = left.pop()
            reached = _node(beside, reached) if index & 1 else _node(reached, beside)
        index, count = index >> 1, (count + 1) >> 1
    return not left and reached == root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
