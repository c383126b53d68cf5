-- expect: error 2:8
SELECT `` FROM t;
-- ====
-- 2:8: a name in backticks is empty
--     SELECT `` FROM t;
--            ^^
-- hint: write a name between the backticks
