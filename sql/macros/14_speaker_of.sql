-- Four patterns, tried in turn over what stands outside of the quotation marks:
--   said [the head librarian,] NAME       a verb of saying, at most eight small words of a role, the name
--   NAME[, the mayor,] said               the name, what is set between commas, the verb
--   sagte [der Kelterer] NAME             the same in German, where one noun behind an article is the role;
--   NAME[, Bürgermeister,] sagte          and where one capital letter makes no name before the verb
--   according to NAME; , so NAME          and their like
-- A role with a preposition is none: "said in a letter to NAME" names who was told. What has no such verb is left out
-- first: that is most of what is asked, and quickly seen.
CREATE MACRO speaker_of(outside, language) AS CASE
    WHEN regexp_matches(
        outside,
        '\b(?:said|says|added|adds|explained|explains|recalled|recalls|remarked|remarks|argued|argues|admitted|admits|insisted|insists|declared|replied|replies|joked|jokes|wrote|writes|dit|déclare|déclaré|explique|expliqué|raconte|raconté|affirme|affirmé|sourit|plaisante|confie|confié|reconnaît|reconnu|estime|estimé|promet|promis|souligne|souligné|ajoute|ajouté|précise|précisé|dijo|dice|explicó|explica|aseguró|asegura|recordó|recuerda|afirmó|afirma|bromea|bromeó|señaló|señala|añadió|añade|declaró|comentó|comenta|contó|cuenta|advirtió|disse|afirmou|explicou|contou|declarou|acrescentou|detto|spiega|spiegato|afferma|racconta|dichiarato|zei|zegt|vertelt|vertelde|aldus|powiedział|powiedziała|mówi|dodał|dodała|сказал|сказала|заявил|заявила|сообщил|сообщила|отметил|отметила|told|tells|asked|asks|warned|warns|noted|notes|announced|announces|tweeted|sagt|sagte|erklärt|erklärte|erzählt|erzählte|betont|betonte|meint|meinte|berichtet|berichtete|warnt|warnte|so|[Aa]ccording to|[Ss]elon|[Ss]egún|[Ss]egundo|[Ss]econdo|[Vv]olgens)(?:[^\p{L}]|$)'
    )
        THEN list_filter(
            list_transform(
                CASE
                    WHEN language = 'de' THEN [
                        {'role': '', 'name': regexp_extract(
                            outside,
                            '(?:\b(?:sagt|sagte|erklärt|erklärte|erzählt|erzählte|betont|betonte|meint|meinte|berichtet|berichtete|warnt|warnte)|, so) (?:(?:der|die|das|ein|eine) (?:\p{Ll}+ ){0,3}\p{Lu}\p{Ll}+ )?((?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*)(?: (?:(?:de|da|do|dos|del|della|di|du|la|van|von|der|zu|bin|al) )*(?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*))*)',
                            1
                        )},
                        {'role': '', 'name': regexp_extract(
                            outside,
                            '((?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*)(?: (?:(?:de|da|do|dos|del|della|di|du|la|van|von|der|zu|bin|al) )*(?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*))+),?(?: [^,]+,)? (?:sagt|sagte|erklärt|erklärte|erzählt|erzählte|betont|betonte|meint|meinte|berichtet|berichtete|warnt|warnte)(?:[^\p{L}]|$)',
                            1
                        )}
                    ]
                    ELSE [
                        regexp_extract(
                            outside,
                            '\b(?:said|says|added|adds|explained|explains|recalled|recalls|remarked|remarks|argued|argues|admitted|admits|insisted|insists|declared|replied|replies|joked|jokes|wrote|writes|dit|déclare|déclaré|explique|expliqué|raconte|raconté|affirme|affirmé|sourit|plaisante|confie|confié|reconnaît|reconnu|estime|estimé|promet|promis|souligne|souligné|ajoute|ajouté|précise|précisé|dijo|dice|explicó|explica|aseguró|asegura|recordó|recuerda|afirmó|afirma|bromea|bromeó|señaló|señala|añadió|añade|declaró|comentó|comenta|contó|cuenta|advirtió|disse|afirmou|explicou|contou|declarou|acrescentou|detto|spiega|spiegato|afferma|racconta|dichiarato|zei|zegt|vertelt|vertelde|aldus|powiedział|powiedziała|mówi|dodał|dodała|сказал|сказала|заявил|заявила|сообщил|сообщила|отметил|отметила) ((?:[\p{Ll}\d’''-]+,? ){0,8})((?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*)(?: (?:(?:de|da|do|dos|del|della|di|du|la|van|von|der|zu|bin|al) )*(?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*))*)',
                            ['role', 'name']
                        ),
                        {'role': '', 'name': regexp_extract(
                            outside,
                            '((?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*)(?: (?:(?:de|da|do|dos|del|della|di|du|la|van|von|der|zu|bin|al) )*(?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*))*),?(?: [^,]+,)? (?:also |later |a |ha |heeft )?(?:said|says|added|adds|explained|explains|recalled|recalls|remarked|remarks|argued|argues|admitted|admits|insisted|insists|declared|replied|replies|joked|jokes|wrote|writes|dit|déclare|déclaré|explique|expliqué|raconte|raconté|affirme|affirmé|sourit|plaisante|confie|confié|reconnaît|reconnu|estime|estimé|promet|promis|souligne|souligné|ajoute|ajouté|précise|précisé|dijo|dice|explicó|explica|aseguró|asegura|recordó|recuerda|afirmó|afirma|bromea|bromeó|señaló|señala|añadió|añade|declaró|comentó|comenta|contó|cuenta|advirtió|disse|afirmou|explicou|contou|declarou|acrescentou|detto|spiega|spiegato|afferma|racconta|dichiarato|zei|zegt|vertelt|vertelde|aldus|powiedział|powiedziała|mówi|dodał|dodała|сказал|сказала|заявил|заявила|сообщил|сообщила|отметил|отметила|told|tells|asked|asks|warned|warns|noted|notes|announced|announces|tweeted)(?:[^\p{L}]|$)',
                            1
                        )},
                        {'role': '', 'name': regexp_extract(
                            outside,
                            '\b(?:[Aa]ccording to|[Ss]elon|[Ss]egún|[Ss]egundo|[Ss]econdo|[Vv]olgens) ((?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*)(?: (?:(?:de|da|do|dos|del|della|di|du|la|van|von|der|zu|bin|al) )*(?:(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Sen|Gov|Rep|Lt|Col|Maj|Gen|Prof|St)\.|(?:\p{Lu}\.)+|\p{Lu}[\p{L}’''-]*))*)',
                            1
                        )}
                    ]
                END,
                lambda found: speaker_after(found)
            ),
            lambda name: name IS NOT NULL
        )[1]
END;

COMMENT ON MACRO speaker_of IS
    'Who speaks by a verb of saying beside a name, in nine languages; NULL where no pattern finds one';
