SELECT version, text FROM rule_files ORDER BY version
