"""Matrix products by numpy's library, which uses what the processor has: a parser spends most of its time in them.

Measured on a machine with AVX-512: 85 billion operations a second, where the library that spaCy brings along makes 21.
What a row comes to must not hang on the rows beside it, else a line's parse would hang on its batch. So few rows are
filled up, and when a model is loaded it is tried for each matrix whether rows agree; else spaCy's own product stays
(so with the kernels that OpenBLAS has for AVX2 alone).
"""

from __future__ import annotations

import importlib
import importlib.util
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    import numpy as np
    from spacy.language import Language

    Floats = np.ndarray[Any, np.dtype[np.float32]]

_FEW = 16  # rows; of fewer a library may make the product in another order
_SMALL = 16_000  # weights; the same goes for smaller matrices, which take no time anyway
_TRIED = (1, 3, 16, 17, 23, 40, 150, 600, 2100)


def quicken(nlp: Language) -> None:
    """Let the parts of *nlp* make their products by numpy, if that gives the same for a row in any company."""
    from thinc.api import NumpyOps

    models: list[Any] = [getattr(part, "model", None) for _, part in nlp.components]
    nodes = [node for model in models if model is not None for node in model.walk()]
    if _controller() is None or any(type(node.ops) is not NumpyOps for node in nodes):
        return
    with alone():
        agreed = frozenset(shape for shape in _shapes(nodes) if _agree(shape))
    ops: Any = NumpyOps()
    ops.gemm = partial(product, agreed, ops.gemm)
    for node in nodes:
        node.ops = ops


def alone() -> AbstractContextManager[object]:
    """While it is open numpy works in one thread: on matrices this small more of them wait for each other."""
    controller = _controller()
    return nullcontext() if controller is None else controller.limit(limits=1, user_api="blas")


@lru_cache(maxsize=1)
def _controller() -> Any:  # noqa: ANN401 - an optional package
    if importlib.util.find_spec("threadpoolctl") is None:
        return None
    return importlib.import_module("threadpoolctl").ThreadpoolController()


def product(
    agreed: Container[tuple[int, ...]],
    theirs: Callable[..., Floats],
    x: Floats,
    y: Floats,
    *,
    out: Floats | None = None,
    trans1: bool = False,
    trans2: bool = False,
) -> Floats:
    """*x* times *y*, turned round if so asked, as thinc's `gemm`; by *theirs* unless the shape of *y* is *agreed*."""
    if trans1 or not trans2 or y.shape not in agreed:
        return theirs(x, y, out=out, trans1=trans1, trans2=trans2)
    return _times(x, y.T, out)


def _times(left: Floats, right: Floats, out: Floats | None = None) -> Floats:
    import numpy as np

    rows = len(left)
    if rows >= _FEW:
        made: Floats = np.dot(left, right, out=out)
        return made
    filled = np.zeros((_FEW, left.shape[1]), dtype=left.dtype)
    filled[:rows] = left
    made = np.dot(filled, right)[:rows]
    if out is None:
        return made
    out[:] = made
    return out


def _shapes(nodes: list[Any]) -> list[tuple[int, int]]:
    """The shapes of the matrices of *nodes* that inputs are multiplied with."""
    held = (node.get_param("W") for node in nodes if "W" in node.param_names and node.has_param("W"))
    return sorted({(w.size // w.shape[-1], w.shape[-1]) for w in held if w.size >= _SMALL})


def _agree(shape: tuple[int, int]) -> bool:
    """Whether each row of a product with a matrix of *shape* is the same in all companies."""
    import numpy as np

    made = np.random.default_rng(1)
    weights = made.standard_normal(shape, dtype=np.float32)
    rows = made.standard_normal((max(_TRIED) + 3, shape[1]), dtype=np.float32)
    whole = _times(rows, weights.T)
    return all(
        np.array_equal(_times(rows[first : first + n], weights.T), whole[first : first + n])
        for n in _TRIED
        for first in (0, 3)
    )
