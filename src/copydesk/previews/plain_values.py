"""An explanation as plain lists and dictionaries: the form of ``copydesk explain --json``."""

from dataclasses import asdict
from typing import Any

from copydesk.model import Article
from copydesk.previews.explaining import BlockShown, DocumentShown, Explanation


def plain_values(shown: Explanation) -> dict[str, Any]:
    """Turn an explanation into values that JSON has words for, dates aside."""
    return {
        "path": shown.path,
        "sha256": shown.sha256,
        "size_bytes": shown.size_bytes,
        "rules_version": shown.rules_version,
        "documents": [_document(document) for document in shown.documents],
        "rejects": [asdict(reject) for reject in shown.rejects],
    }


def _document(shown: DocumentShown) -> dict[str, Any]:
    draft, article = shown.processed.draft, shown.processed.article
    source = draft.document
    return {
        "document_no": source.document_no,
        "document_id": source.document_id,
        "format": source.format,
        "encoding": source.encoding,
        "outlet_rules": draft.outlet_rules,
        "blocks": [_block(number, block) for number, block in enumerate(shown.blocks)],
        "evidence_elsewhere": [one._asdict() for one in shown.elsewhere],
        "counts": [one._asdict() for one in shown.counts],
        "source_chars": shown.source_chars,
        "source": source.text,
        "article": _article(article) if article else None,
        "sentences": [one._asdict() for one in draft.sentences],
    }


def _block(number: int, shown: BlockShown) -> dict[str, Any]:
    block = shown.block
    return {
        "block_no": number,
        "verdict": block.verdict,
        **block._asdict(),
        "raw": shown.raw,
        "evidence": [one._asdict() for one in shown.evidence],
        "repairs": [one._asdict() for one in shown.repairs],
    }


def _article(article: Article) -> dict[str, Any]:
    return asdict(article)
