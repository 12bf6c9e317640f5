"""The characters that stand between sentences, by what they do there."""

from typing import Final

ASCII_MARKS: Final = "!?"
"""Stop marks beside the full stop."""

OTHER_MARKS: Final = "…؟۔।॥։።"
"""Stop marks of other scripts that blanks follow: Arabic, Urdu, Hindi, Armenian, Ethiopic."""

UNSPACED_MARKS: Final = "。！？｡"
"""Stop marks of Chinese and Japanese, which no blank needs to follow."""

KHMER_MARKS: Final = "។៕"
"""Stop marks of Khmer, which no blank needs to follow; looked for in that language alone."""

SPACED_MARKS: Final = frozenset("." + ASCII_MARKS + OTHER_MARKS)
"""All stop marks that blanks follow."""

CLOSERS: Final = frozenset("\"'”’»›«‹)]}」』】）〉》“*_")
"""What closes a sentence right after its stop mark, in any language: »German«, «French», „German“."""

CLOSING_QUOTES: Final = frozenset('"”’»“«')
"""Closers after which an abbreviation has been quoted to its end."""

LATE_CLOSERS: Final = frozenset("[)]}»”\"':;=")
"""What may still belong to the sentence after a blank: brackets, quotation marks, footnotes, a smile."""

CLOSING_BRACKETS: Final = frozenset(")]}")
"""Late closers that cannot open."""

SPACED_CLOSING_QUOTES: Final = frozenset("»”")
"""Late closers if no letter follows; in German and Swedish they open when one does."""

OPENERS: Final = frozenset("\"'“‘„«‹»”’([{¿¡*_-–—「『（【〈《•·`")
"""What may stand before the first word of a sentence, once closers and blanks are passed."""

OPENING_QUOTES: Final = frozenset("\"“‘„«‹»”'`,")
"""Openers that are evidence of a sentence; the comma stands for the Dutch ,,quotation mark''."""

SPACED_OPENERS: Final = frozenset("-–—«„“\",'`")
"""Openers that a blank may follow: dashes of dialogue, French quotation marks."""

DASHES: Final = frozenset("-–—")

LIST_MARKERS: Final = frozenset(("• ", "* ", "- ", "⁃ ", "– ", "· "))
"""What stands before the number of a list item."""

GOES_ON: Final = frozenset(",;/&%№")
"""What no sentence begins with."""

UNSPACED_CLOSERS: Final = frozenset('」』”"’）)')
"""What closes a quotation after an unspaced mark."""

GOES_ON_UNSPACED: Final = frozenset("とっはがもをにでの、，,")
"""What follows a closed quotation inside a sentence: Japanese particles, a comma."""

APOSTROPHES: Final = "'’"

ABBREVIATION_OPENERS: Final = "\"'“‘„«([{*_¿¡-–—`,"
"""What is no part of an abbreviation that it stands before."""

VOWELS: Final = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœăąęėįųūőűıаеёиоуыэюяєіїўαεηιουωάέήίόύώ"
"""Vowels of the Latin, Cyrillic and Greek alphabets."""
