CREATE MACRO speaker_after(found) AS CASE
    WHEN regexp_matches(
        found.role,
        '(^|\s)(in|on|at|to|that|when|during|after|before|by|with|from|about|as|if|it|he|she|they|we|there|is|was|are|were|has|had|would|will|could|may|not|que|qu|en|a|à|con|por|dans|par|sur|em|com|che|in|dat|met)\s'
    ) THEN NULL
    ELSE speaker_name(found.name)
END;

COMMENT ON MACRO speaker_after IS
    'The name behind a verb of saying, unless a preposition or a clause between them makes it somebody else''s';
