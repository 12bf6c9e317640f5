"""pyarrow without pandas: what its first array costs where pandas is installed.

pyarrow looks for pandas when the first list becomes an array, and imports it if it is there: a third of a
second of CPU in every worker, for nothing that is used here. Told once that there is none, it asks again only
when somebody wants something of pandas (``to_pandas``), so nothing is lost.
"""

import sys
from importlib.machinery import ModuleSpec

import pyarrow as pa


class _NoPandas:
    """A finder that says that there is no pandas."""

    @staticmethod
    def find_spec(name: str, *_: object) -> ModuleSpec | None:
        """Refuse pandas and leave every other module to the other finders."""
        if name == "pandas":
            raise ModuleNotFoundError("pandas is not looked for here", name=name)
        return None


def begin_arrow() -> None:
    """Let pyarrow make its first array without pandas, unless the process has it already."""
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(finder)
