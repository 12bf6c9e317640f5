"""How well text is cleaned and metadata read, on texts with gold: ``python -m bench.quality``."""
