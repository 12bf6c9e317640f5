-- question: Which articles lie in several files?
SELECT title, paths FROM shared_articles;
