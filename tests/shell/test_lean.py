"""What a process of ours does not import."""

import subprocess
import sys


def test_the_first_array_imports_no_pandas() -> None:
    """Making tables imports no pandas though it is installed, and who wants it of pyarrow still has it."""
    code = (
        "import sys\n"
        "from copydesk.batches import process_batch\n"
        "process_batch([])\n"
        "assert 'pandas' not in sys.modules\n"
        "import pyarrow as pa\n"
        "print(type(pa.array([1]).to_pandas()).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("Series", "")
