"""The kinds of columns, and how one is described."""

from typing import Final

import pyarrow as pa

STRING: Final = pa.string()
INTEGER: Final = pa.int32()
LONG: Final = pa.int64()
REAL: Final = pa.float64()
TRUTH: Final = pa.bool_()
DAY: Final = pa.date32()
MOMENT: Final = pa.timestamp("us", tz="UTC")
NAMES: Final = pa.list_(pa.string())


def must(name: str, kind: pa.DataType, comment: str) -> pa.Field:
    """A column that is never NULL."""
    return pa.field(name, kind, nullable=False, metadata={"comment": comment})


def may(name: str, kind: pa.DataType, comment: str) -> pa.Field:
    """A column that is NULL where there is nothing to say."""
    return pa.field(name, kind, nullable=True, metadata={"comment": comment})
