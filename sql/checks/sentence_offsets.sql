-- title: a sentence is the text between its offsets
-- severity: abort
SELECT sentences.article_id, sentences.sentence_no, sentences.start_char, sentences.end_char
FROM sentences
JOIN articles USING (article_id)
WHERE sentences.start_char < 0
    OR sentences.end_char <= sentences.start_char
    OR substring(articles.text, sentences.start_char + 1, sentences.end_char - sentences.start_char)
    <> sentences.text;
