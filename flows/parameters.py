"""The parameters that flows share; Prefect validates them before a run starts and shows the descriptions.

None means: as configured, by ``COPYDESK_*`` variables or ``copydesk.toml``.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field

RawFolder = Annotated[Path | None, Field(description="Folder of raw files, read only.")]
WarehouseFolder = Annotated[Path | None, Field(description="Folder of the database and the exports.")]
KeepMissing = Annotated[
    bool | None,
    Field(
        description="Files that are missing from the raw folder stay as they are; by default they are gone."
    ),
]
Workers = Annotated[
    int | None, Field(ge=1, description="Processes that work in parallel inside the process stage.")
]
