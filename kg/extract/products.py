"""The parser's matrix products by numpy's own library, where that is faster and gives every row the same bits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

_FEW = 8  # below that many rows other code is chosen, which rounds otherwise
_WIDTHS = (96, 288, 384)
_ROWS = (1, 2, 3, 5, 7, 8, 9, 13, 17, 31, 33, 64, 100)


def quicken(nlp: Language) -> bool:
    """Whether the products of *nlp* are numpy's from now on.

    The library that the parser brings along is compiled for no machine in particular. numpy's is up to four times as
    fast; it is taken only where a row's product does not depend on the rows beside it, for then neither the size of a
    batch nor the number of workers can change a reading.
    """
    if not _exact():
        return False
    swift = _swift()
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else ():
            node.ops = swift
    return True


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep numpy's library to one thread: on products as small as ours more of them only wait for each other."""
    threads = _threads()
    if threads is None:
        yield
        return
    with threads.limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController | None:
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    import numpy as np  # noqa: F401 - only what is loaded can be found

    found = ThreadpoolController()
    return found if found.select(user_api="blas").lib_controllers else None


@lru_cache(maxsize=1)
def _swift() -> Any:  # noqa: ANN401 - thinc has no types for it
    import numpy as np
    from thinc.api import NumpyOps

    class Swift(NumpyOps):  # type: ignore[misc] # has no types
        """Numpy's products, with rows of zeros below a few rows."""

        name = "numpy"

        def gemm(
            self,
            x: np.ndarray[Any, Any],
            y: np.ndarray[Any, Any],
            out: np.ndarray[Any, Any] | None = None,
            trans1: bool = False,  # noqa: FBT001, FBT002 - thinc's signature
            trans2: bool = False,  # noqa: FBT001, FBT002 - thinc's signature
        ) -> np.ndarray[Any, Any]:
            """The product of *x* and *y*."""
            left, right = x.T if trans1 else x, y.T if trans2 else y
            rows = len(left)
            if rows < _FEW:
                left = np.concatenate([left, np.zeros((_FEW - rows, left.shape[1]), left.dtype)])
            product: np.ndarray[Any, Any] = np.dot(left, right)[:rows]
            if out is None:
                return product
            out[...] = product
            return out

    return Swift(use_blis=False)


@lru_cache(maxsize=1)
def _exact() -> bool:
    """Whether numpy's products give a row the same bits wherever it stands, in one thread."""
    if _threads() is None:
        return False
    import numpy as np

    swift = _swift()
    numbers = np.random.default_rng(0)
    with one_thread():
        for width in _WIDTHS:
            weights = numbers.standard_normal((288, width), dtype="f4")
            rows = numbers.standard_normal((331, width), dtype="f4")
            whole = swift.gemm(rows, weights, trans2=True)
            for count in _ROWS:
                for start in (0, 1, 3, 6, 16):
                    part = np.ascontiguousarray(rows[start : start + count])
                    if not np.array_equal(swift.gemm(part, weights, trans2=True), whole[start : start + count]):
                        return False
    return True
