-- A working database of version 1.0 of the tables, as copydesk a4e1c99 left it.

CREATE TABLE articles(article_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL, title VARCHAR, kicker VARCHAR, subtitle VARCHAR, authors VARCHAR[], agency VARCHAR, published_on DATE, published_at TIMESTAMP WITH TIME ZONE, date_precision VARCHAR, outlet VARCHAR, outlet_domain VARCHAR, section VARCHAR, url VARCHAR, dateline VARCHAR, dateline_place VARCHAR, "language" VARCHAR NOT NULL, language_confidence DOUBLE NOT NULL, "text" VARCHAR NOT NULL, text_chars INTEGER NOT NULL, word_count INTEGER NOT NULL, sentence_count INTEGER NOT NULL, paragraph_count INTEGER NOT NULL, content_hash VARCHAR NOT NULL, pipeline_version VARCHAR NOT NULL, rules_version VARCHAR NOT NULL, run_id VARCHAR);
INSERT INTO articles VALUES
('50e4361677811038ca1b2bcc7253f18b', '0749e83eae2247f59762be9cf5b6c471', 'Der Markt zieht um', NULL, NULL, ['Eva Roth'], NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'de', 1.0, 'Der Wochenmarkt zieht im Mai auf den Bahnhofsplatz. Das hat der Stadtrat beschlossen.

Die Händler freuen sich auf mehr Platz. Einige fürchten den Wind, sagte ein Sprecher.', 172, 27, 4, 2, 'ef32d29eb2e6f00bfdbe58a8fae767b7', '1+langdetect-1.0.9+1', '8cdc959cc078', 'a8e80c359567b5c8cb34f33acdec7632'),
('9e57ec87beac8d0ae5d2342028f91d99', '8c6bcbc787acd7d35dc1aaa5e2c18961', 'Ferry returns after repairs', NULL, NULL, ['Ana Lind'], NULL, '2023-03-14', NULL, 'day', NULL, NULL, NULL, NULL, NULL, NULL, 'en', 1.0, 'The ferry to Skarholm sails again on Monday. Passengers had waited for two months.

The new engine came from Bergen. It is quieter than the old one, the captain said.', 166, 30, 4, 2, 'c7c8616ec5ad13d11876a6b07da27a6a', '1+langdetect-1.0.9+1', '8cdc959cc078', 'a8e80c359567b5c8cb34f33acdec7632'),
('b980f30d56c9ed5af6d24830ce982b8f', 'dcdfdb0f58fcecce25f554df138f2d06', 'Library stays open on Sundays', NULL, NULL, ['Jon Berg'], NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'en', 1.0, 'The town library will stay open on Sundays. The council voted nine to two.

Readers had asked for it since last spring. The cost is small, the mayor said.', 154, 29, 4, 2, '3342b638d238298689631670d7ca7311', '1+langdetect-1.0.9+1', '8cdc959cc078', 'a8e80c359567b5c8cb34f33acdec7632');

CREATE TABLE blocks(document_id VARCHAR NOT NULL, block_no INTEGER NOT NULL, "label" VARCHAR NOT NULL, verdict VARCHAR NOT NULL, rule_id VARCHAR NOT NULL, raw_text VARCHAR NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, nonblank_chars INTEGER NOT NULL, paragraph_no INTEGER);
INSERT INTO blocks VALUES
('0749e83eae2247f59762be9cf5b6c471', 0, 'title', 'metadata', 'head.title.first_line', 'Der Markt zieht um', 0, 18, 15, NULL),
('0749e83eae2247f59762be9cf5b6c471', 1, 'byline', 'metadata', 'de.byline.von', 'Von Eva Roth', 20, 32, 10, NULL),
('0749e83eae2247f59762be9cf5b6c471', 2, 'paragraph', 'kept', 'shape.paragraph', 'Der Wochenmarkt zieht im Mai auf den Bahnhofsplatz. Das hat der Stadtrat beschlossen.', 34, 119, 73, 0),
('0749e83eae2247f59762be9cf5b6c471', 3, 'paragraph', 'kept', 'shape.paragraph', 'Die Händler freuen sich auf mehr Platz. Einige fürchten den Wind, sagte ein Sprecher.', 121, 206, 72, 1),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 0, 'title', 'metadata', 'head.title.first_line', 'Ferry returns after repairs', 0, 27, 24, NULL),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 1, 'byline', 'metadata', 'en.byline.by', 'By Ana Lind', 29, 40, 9, NULL),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 2, 'date', 'metadata', 'edge.date.line', '14 March 2023', 42, 55, 11, NULL),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 3, 'paragraph', 'kept', 'shape.paragraph', 'The ferry to Skarholm sails again on Monday. Passengers had waited for two months.', 57, 139, 69, 0),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 4, 'paragraph', 'kept', 'shape.paragraph', 'The new engine came from Bergen. It is quieter than the old one, the captain said.', 141, 223, 67, 1),
('d767009ef5db0d28dd1bebff99205df3', 0, 'title', 'metadata', 'head.title.first_line', 'Ferry returns after repairs', 0, 27, 24, NULL),
('d767009ef5db0d28dd1bebff99205df3', 1, 'byline', 'metadata', 'en.byline.by', 'By Ana Lind', 29, 40, 9, NULL),
('d767009ef5db0d28dd1bebff99205df3', 2, 'date', 'metadata', 'edge.date.line', '14 March 2023', 42, 55, 11, NULL),
('d767009ef5db0d28dd1bebff99205df3', 3, 'paragraph', 'kept', 'shape.paragraph', 'The ferry to Skarholm sails again on Monday. Passengers had waited for two months.', 57, 139, 69, 0),
('d767009ef5db0d28dd1bebff99205df3', 4, 'paragraph', 'kept', 'shape.paragraph', 'The new engine came from Bergen. It is quieter than the old one, the captain said.', 141, 223, 67, 1),
('dcdfdb0f58fcecce25f554df138f2d06', 0, 'title', 'metadata', 'head.title.heading', '# Library stays open on Sundays', 0, 31, 26, NULL),
('dcdfdb0f58fcecce25f554df138f2d06', 1, 'byline', 'metadata', 'en.byline.by', '**By Jon Berg**', 33, 48, 13, NULL),
('dcdfdb0f58fcecce25f554df138f2d06', 2, 'paragraph', 'kept', 'shape.paragraph', 'The town library will stay open on Sundays. The council voted nine to two.', 50, 124, 61, 0),
('dcdfdb0f58fcecce25f554df138f2d06', 3, 'paragraph', 'kept', 'shape.paragraph', 'Readers had asked for it since last spring. The cost is small, the mayor said.', 126, 204, 64, 1);

CREATE TABLE documents(document_id VARCHAR NOT NULL, path VARCHAR NOT NULL, document_no INTEGER NOT NULL, article_id VARCHAR, source_chars INTEGER NOT NULL, nonblank_chars INTEGER NOT NULL);
INSERT INTO documents VALUES
('d767009ef5db0d28dd1bebff99205df3', 'north/ferry.txt', 0, '9e57ec87beac8d0ae5d2342028f91d99', 224, 180),
('dcdfdb0f58fcecce25f554df138f2d06', 'north/library.md', 0, 'b980f30d56c9ed5af6d24830ce982b8f', 205, 164),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 'south/again.txt', 0, '9e57ec87beac8d0ae5d2342028f91d99', 227, 180),
('d767009ef5db0d28dd1bebff99205df3', 'south/copy.txt', 0, '9e57ec87beac8d0ae5d2342028f91d99', 224, 180),
('0749e83eae2247f59762be9cf5b6c471', 'south/market.txt', 0, '50e4361677811038ca1b2bcc7253f18b', 207, 170);

CREATE TABLE evidence(document_id VARCHAR NOT NULL, evidence_no INTEGER NOT NULL, field VARCHAR NOT NULL, "value" VARCHAR NOT NULL, raw VARCHAR NOT NULL, start_char INTEGER, end_char INTEGER, "method" VARCHAR NOT NULL, confidence DOUBLE NOT NULL, is_chosen BOOLEAN NOT NULL);
INSERT INTO evidence VALUES
('0749e83eae2247f59762be9cf5b6c471', 0, 'encoding', 'utf-8', '', NULL, NULL, 'valid_utf8', 1.0, true),
('0749e83eae2247f59762be9cf5b6c471', 1, 'language', 'de', '', NULL, NULL, 'langdetect-1.0.9', 1.0, true),
('0749e83eae2247f59762be9cf5b6c471', 2, 'title', 'Der Markt zieht um', 'Der Markt zieht um', 0, 18, 'first_line', 0.9, true),
('0749e83eae2247f59762be9cf5b6c471', 3, 'authors', 'Eva Roth', 'Eva Roth', 24, 32, 'byline', 0.99, true),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 0, 'encoding', 'utf-8', '', NULL, NULL, 'valid_utf8', 1.0, true),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 1, 'language', 'en', '', NULL, NULL, 'langdetect-1.0.9', 1.0, true),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 2, 'title', 'Ferry returns after repairs', 'Ferry returns after repairs', 0, 27, 'first_line', 0.9, true),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 3, 'authors', 'Ana Lind', 'Ana Lind', 32, 40, 'byline', 0.99, true),
('8c6bcbc787acd7d35dc1aaa5e2c18961', 4, 'published', '2023-03-14', '14 March 2023', 42, 55, 'date_line', 0.99, true),
('d767009ef5db0d28dd1bebff99205df3', 0, 'encoding', 'utf-8', '', NULL, NULL, 'valid_utf8', 1.0, true),
('d767009ef5db0d28dd1bebff99205df3', 1, 'language', 'en', '', NULL, NULL, 'langdetect-1.0.9', 1.0, true),
('d767009ef5db0d28dd1bebff99205df3', 2, 'title', 'Ferry returns after repairs', 'Ferry returns after repairs', 0, 27, 'first_line', 0.9, true),
('d767009ef5db0d28dd1bebff99205df3', 3, 'authors', 'Ana Lind', 'Ana Lind', 32, 40, 'byline', 0.99, true),
('d767009ef5db0d28dd1bebff99205df3', 4, 'published', '2023-03-14', '14 March 2023', 42, 55, 'date_line', 0.99, true),
('dcdfdb0f58fcecce25f554df138f2d06', 0, 'encoding', 'utf-8', '', NULL, NULL, 'valid_utf8', 1.0, true),
('dcdfdb0f58fcecce25f554df138f2d06', 1, 'language', 'en', '', NULL, NULL, 'langdetect-1.0.9', 1.0, true),
('dcdfdb0f58fcecce25f554df138f2d06', 2, 'title', 'Library stays open on Sundays', 'Library stays open on Sundays', 2, 31, 'heading', 0.99, true),
('dcdfdb0f58fcecce25f554df138f2d06', 3, 'authors', 'Jon Berg', 'Jon Berg', 38, 46, 'byline', 0.99, true);

CREATE TABLE files(path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, bytes BIGINT NOT NULL, format VARCHAR NOT NULL, "encoding" VARCHAR, state VARCHAR NOT NULL, first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL, last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL);
INSERT INTO files VALUES
('north/ferry.txt', 'f8d68a39bf8ec2063b47feceab41738eb5943d0c9291c936f8ee3dee18eedefa', 224, 'text', 'utf-8', 'loaded', '2024-05-25 01:16:53.266349+00:00', '2024-05-25 01:16:53.266349+00:00'),
('north/library.md', '1eaa463184a1ac591bcf470281a4e6d64f10a460b304f464f10ec060d92f2436', 205, 'markdown', 'utf-8', 'loaded', '2024-05-25 01:16:53.266349+00:00', '2024-05-25 01:16:53.266349+00:00'),
('picture.jpg', '15efb88eb13f7721ccc2db542689a13b7cb32ec22f3c1b83b69ab75d0851f5b9', 7, 'unknown', NULL, 'rejected', '2024-05-25 01:16:53.266349+00:00', '2024-05-25 01:16:53.266349+00:00'),
('south/again.txt', '696cc65177e702387739215a14db2fa98a257d54c4a8c2b2b602a14b7137b8e1', 227, 'text', 'utf-8', 'loaded', '2024-05-25 01:16:53.266349+00:00', '2024-05-25 01:16:53.266349+00:00'),
('south/copy.txt', 'f8d68a39bf8ec2063b47feceab41738eb5943d0c9291c936f8ee3dee18eedefa', 224, 'text', 'utf-8', 'loaded', '2024-05-25 01:16:53.266349+00:00', '2024-05-25 01:16:53.266349+00:00'),
('south/market.txt', '1d6d74778f21a4838fa272c9676c9abaa5e41c54aefeb028ba1a456558a4de8c', 209, 'text', 'utf-8', 'gone', '2024-05-25 01:16:53.266349+00:00', '2024-05-25 01:16:53.266349+00:00');

CREATE TABLE rejects(path VARCHAR NOT NULL, document_no INTEGER, sha256 VARCHAR NOT NULL, stage VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL, advice VARCHAR NOT NULL, run_id VARCHAR);
INSERT INTO rejects VALUES
('picture.jpg', NULL, '15efb88eb13f7721ccc2db542689a13b7cb32ec22f3c1b83b69ab75d0851f5b9', 'read', 'unknown_format', 'no reader for picture.jpg', 'Save it as .txt or .md, or move it out of the raw folder.', 'a8e80c359567b5c8cb34f33acdec7632');

CREATE TABLE repairs(document_id VARCHAR NOT NULL, repair_no INTEGER NOT NULL, kind VARCHAR NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, before_text VARCHAR NOT NULL, after_text VARCHAR NOT NULL, rule_id VARCHAR NOT NULL);
INSERT INTO repairs VALUES
('dcdfdb0f58fcecce25f554df138f2d06', 0, 'markup', 0, 2, '# ', '', 'markup.markdown'),
('dcdfdb0f58fcecce25f554df138f2d06', 1, 'markup', 33, 35, '**', '', 'markup.markdown'),
('dcdfdb0f58fcecce25f554df138f2d06', 2, 'markup', 46, 48, '**', '', 'markup.markdown');

CREATE TABLE runs(run_id VARCHAR NOT NULL, started_at TIMESTAMP WITH TIME ZONE NOT NULL, finished_at TIMESTAMP WITH TIME ZONE NOT NULL, raw_folder VARCHAR NOT NULL, pipeline_version VARCHAR NOT NULL, rules_version VARCHAR NOT NULL, files_seen INTEGER NOT NULL, files_new INTEGER NOT NULL, files_changed INTEGER NOT NULL, files_gone INTEGER NOT NULL, articles_loaded INTEGER NOT NULL, rejects INTEGER NOT NULL);
INSERT INTO runs VALUES
('a8e80c359567b5c8cb34f33acdec7632', '2024-05-25 01:16:53.266349+00:00', '2024-05-25 01:16:53.766743+00:00', 'data/raw', '1+langdetect-1.0.9+1', '8cdc959cc078', 6, 6, 0, 0, 3, 1),
('da04af5c5f17d1952e46c194881471af', '2024-05-25 01:18:15.064971+00:00', '2024-05-25 01:18:15.299187+00:00', 'data/raw', '1+langdetect-1.0.9+1', '8cdc959cc078', 5, 0, 0, 1, 0, 0);

CREATE TABLE sentences(article_id VARCHAR NOT NULL, sentence_no INTEGER NOT NULL, paragraph_no INTEGER NOT NULL, kind VARCHAR NOT NULL, "text" VARCHAR NOT NULL, start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, "language" VARCHAR NOT NULL, words INTEGER NOT NULL);
INSERT INTO sentences VALUES
('50e4361677811038ca1b2bcc7253f18b', 0, 0, 'paragraph', 'Der Wochenmarkt zieht im Mai auf den Bahnhofsplatz.', 0, 51, 'de', 8),
('50e4361677811038ca1b2bcc7253f18b', 1, 0, 'paragraph', 'Das hat der Stadtrat beschlossen.', 52, 85, 'de', 5),
('50e4361677811038ca1b2bcc7253f18b', 2, 1, 'paragraph', 'Die Händler freuen sich auf mehr Platz.', 87, 126, 'de', 7),
('50e4361677811038ca1b2bcc7253f18b', 3, 1, 'paragraph', 'Einige fürchten den Wind, sagte ein Sprecher.', 127, 172, 'de', 7),
('9e57ec87beac8d0ae5d2342028f91d99', 0, 0, 'paragraph', 'The ferry to Skarholm sails again on Monday.', 0, 44, 'en', 8),
('9e57ec87beac8d0ae5d2342028f91d99', 1, 0, 'paragraph', 'Passengers had waited for two months.', 45, 82, 'en', 6),
('9e57ec87beac8d0ae5d2342028f91d99', 2, 1, 'paragraph', 'The new engine came from Bergen.', 84, 116, 'en', 6),
('9e57ec87beac8d0ae5d2342028f91d99', 3, 1, 'paragraph', 'It is quieter than the old one, the captain said.', 117, 166, 'en', 10),
('b980f30d56c9ed5af6d24830ce982b8f', 0, 0, 'paragraph', 'The town library will stay open on Sundays.', 0, 43, 'en', 8),
('b980f30d56c9ed5af6d24830ce982b8f', 1, 0, 'paragraph', 'The council voted nine to two.', 44, 74, 'en', 6),
('b980f30d56c9ed5af6d24830ce982b8f', 2, 1, 'paragraph', 'Readers had asked for it since last spring.', 76, 119, 'en', 8),
('b980f30d56c9ed5af6d24830ce982b8f', 3, 1, 'paragraph', 'The cost is small, the mayor said.', 120, 154, 'en', 7);

CREATE TABLE spare_articles(article_id VARCHAR, document_id VARCHAR, title VARCHAR, kicker VARCHAR, subtitle VARCHAR, authors VARCHAR[], agency VARCHAR, published_on DATE, published_at TIMESTAMP WITH TIME ZONE, date_precision VARCHAR, outlet VARCHAR, outlet_domain VARCHAR, section VARCHAR, url VARCHAR, dateline VARCHAR, dateline_place VARCHAR, "language" VARCHAR, language_confidence DOUBLE, "text" VARCHAR, text_chars INTEGER, word_count INTEGER, sentence_count INTEGER, paragraph_count INTEGER, content_hash VARCHAR, pipeline_version VARCHAR, rules_version VARCHAR, run_id VARCHAR);
INSERT INTO spare_articles VALUES
('9e57ec87beac8d0ae5d2342028f91d99', 'd767009ef5db0d28dd1bebff99205df3', 'Ferry returns after repairs', NULL, NULL, ['Ana Lind'], NULL, '2023-03-14', NULL, 'day', NULL, NULL, NULL, NULL, NULL, NULL, 'en', 1.0, 'The ferry to Skarholm sails again on Monday. Passengers had waited for two months.

The new engine came from Bergen. It is quieter than the old one, the captain said.', 166, 30, 4, 2, 'c7c8616ec5ad13d11876a6b07da27a6a', '1+langdetect-1.0.9+1', '8cdc959cc078', 'a8e80c359567b5c8cb34f33acdec7632');

CREATE TABLE spare_sentences(document_id VARCHAR, article_id VARCHAR, sentence_no INTEGER, paragraph_no INTEGER, kind VARCHAR, "text" VARCHAR, start_char INTEGER, end_char INTEGER, "language" VARCHAR, words INTEGER);
INSERT INTO spare_sentences VALUES
('d767009ef5db0d28dd1bebff99205df3', '9e57ec87beac8d0ae5d2342028f91d99', 0, 0, 'paragraph', 'The ferry to Skarholm sails again on Monday.', 0, 44, 'en', 8),
('d767009ef5db0d28dd1bebff99205df3', '9e57ec87beac8d0ae5d2342028f91d99', 1, 0, 'paragraph', 'Passengers had waited for two months.', 45, 82, 'en', 6),
('d767009ef5db0d28dd1bebff99205df3', '9e57ec87beac8d0ae5d2342028f91d99', 2, 1, 'paragraph', 'The new engine came from Bergen.', 84, 116, 'en', 6),
('d767009ef5db0d28dd1bebff99205df3', '9e57ec87beac8d0ae5d2342028f91d99', 3, 1, 'paragraph', 'It is quieter than the old one, the captain said.', 117, 166, 'en', 10);
