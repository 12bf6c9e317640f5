SELECT fingerprint FROM runs WHERE fingerprint IS NOT NULL ORDER BY rowid DESC
