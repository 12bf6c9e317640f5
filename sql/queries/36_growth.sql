-- question: What did each run bring?
SELECT run_no, files_new, files_changed, files_gone, articles, sentences, articles_so_far FROM corpus_growth;
