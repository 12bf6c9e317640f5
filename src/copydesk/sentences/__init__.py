"""Sentences of a text as spans: rules and word lists, no model, time linear in the text.

``segment`` is the whole of it; how it decides is told in the modules, in the order of the work:
``candidates`` (where a sentence may end), ``junctions`` (what stands there), ``boundaries`` and
``full_stops`` (whether it ends), ``evidence`` (whether another begins), ``unspaced`` (Chinese and
Japanese), ``tables`` (what a language knows).
"""

from copydesk.sentences.segmenter import segment

__all__ = ["segment"]
