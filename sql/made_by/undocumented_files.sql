SELECT path FROM files
WHERE state <> 'gone'
    AND format IN (SELECT unnest(?::VARCHAR[]))
    AND path NOT IN (SELECT path FROM documents)
ORDER BY path
