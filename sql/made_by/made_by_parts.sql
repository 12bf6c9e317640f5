SELECT fingerprint, part, version FROM fingerprints ORDER BY fingerprint, part
