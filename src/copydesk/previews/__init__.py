"""What files would become, without a warehouse: one file explained, a folder under two sets of rules."""

from copydesk.previews.comparing import Comparison, Group, compare
from copydesk.previews.explaining import BlockShown, DocumentShown, Explanation, explain

__all__ = [
    "BlockShown",
    "Comparison",
    "DocumentShown",
    "Explanation",
    "Group",
    "compare",
    "explain",
]
