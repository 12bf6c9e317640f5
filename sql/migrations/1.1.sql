-- Until 1.1 one engine read all languages and looked at whole articles alone.
UPDATE articles SET is_mixed = FALSE WHERE is_mixed IS NULL;
UPDATE articles SET language_engine = 'langdetect-1.0.9' WHERE language_engine IS NULL;
UPDATE spare_articles SET is_mixed = FALSE WHERE is_mixed IS NULL;
UPDATE spare_articles SET language_engine = 'langdetect-1.0.9' WHERE language_engine IS NULL;
