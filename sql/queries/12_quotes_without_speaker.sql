-- question: How much direct speech is there, and how often does the text name who speaks?
SELECT language, count(*) AS sentences, count(speaker) AS named, round(count(speaker) / count(*), 2) AS share
FROM quotes
GROUP BY language
ORDER BY sentences DESC, language;
