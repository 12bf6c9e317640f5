"""Articles that belong together: the identities by which copies and reprints are found."""

from copydesk.model import Document
from copydesk.text import canonical, composed, digest


def article_id(document: Document) -> str:
    """Identify an article by its source: 32 hex characters.

    It does not change with the cleaner's rules; files that differ only in blanks, line ends or
    Unicode composition get the same id.
    """
    return digest(canonical(document.text, is_known_tidy=document.is_tidy))


def content_hash(title: str | None, text: str) -> str:
    """Hash what a reader reads, title and body: 32 hex characters, equal for equal clean articles.

    Arguments: the title as chosen; the article text, whose blanks the cleaner has squeezed already.
    """
    return digest(canonical(title or ""), composed(text))
