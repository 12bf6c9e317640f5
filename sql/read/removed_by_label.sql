SELECT label, blocks FROM removed_by_label ORDER BY blocks DESC, label;
