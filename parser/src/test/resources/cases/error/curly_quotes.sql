-- expect: error 2:8
SELECT “a” FROM t;
-- ====
-- 2:8: unexpected character "“" U+201C (LEFT DOUBLE QUOTATION MARK)
--     SELECT “a” FROM t;
--            ^
-- hint: strings stand in straight quotes: 'text'
