-- question: What was kept although it speaks of advertisements or newsletters?
SELECT path, label, raw_text
FROM blocks_current
WHERE verdict = 'kept' AND regexp_matches(raw_text, '(?i)newsletter|advertisement|anzeige|publicité|publicidad')
ORDER BY path, block_no;
