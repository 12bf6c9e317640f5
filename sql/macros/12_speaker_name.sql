-- A name that begins with a word such as But begins behind it. Pronouns, articles, days, initials alone and adjectives
-- of parties ("said Democratic strategist ...") are no names.
CREATE MACRO speaker_name(found) AS CASE
    WHEN regexp_full_match(
        trim(found),
        '(He|She|It|They|We|I|You|Who|The|A|An|This|That|These|Those|But|And|Or|So|In|On|At|When|While|If|As|After|Before|Then|There|One|Nobody|Everybody|Some|Others|Er|Sie|Es|Wir|Ich|Man|Der|Die|Das|Ein|Eine|Und|Aber|Il|Elle|Ils|Elles|On|Nous|Je|Le|La|Les|Un|Une|Et|Mais|Ce|Él|Ella|Ellos|El|Los|Las|Y|Pero|Se|Lo|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|January|February|March|April|May|June|July|August|September|October|November|December|(\p{Lu}\.)+|(Der|Die|Das|Ein|Eine) \S+|.*(Democratic|Republican))?(day)?'
    ) THEN NULL
    ELSE regexp_replace(trim(found), '^(But|And|So|Then|When|While|If|As|After|Before|Und|Aber|Et|Mais|Y|Pero) ', '')
END;

COMMENT ON MACRO speaker_name IS 'A name as a pattern has found it, NULL when it is a pronoun, an article or a day';
