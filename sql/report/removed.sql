SELECT label, blocks, nonblank_chars FROM removed_by_label ORDER BY blocks DESC, label;
