"""Files in, tables out: the unit of work that a process pool or any other engine maps.

``process_batch`` is the pure half (raw files to Arrow tables), ``stage_batch`` the one with hands
(read the raw files, call it, write one Parquet shard per table). Neither knows a database.
"""

from copydesk.batches.shards import Batch, BatchCounts, BatchFile, shard_paths, stage_batch
from copydesk.batches.work import process_batch
from copydesk.batches.workers import begin_worker

__all__ = ["Batch", "BatchCounts", "BatchFile", "begin_worker", "process_batch", "shard_paths", "stage_batch"]
