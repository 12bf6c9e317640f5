"""The cleaner: what each block is, and how the kept ones become the article's paragraphs."""

from copydesk.clean.labels import label_blocks
from copydesk.clean.paragraphs import build_paragraphs
from copydesk.clean.repeated import label_repeated_lines

__all__ = ["build_paragraphs", "label_blocks", "label_repeated_lines"]
