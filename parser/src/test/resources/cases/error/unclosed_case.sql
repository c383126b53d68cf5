-- expect: error 2:8
SELECT CASE WHEN a THEN b FROM t;
-- ====
-- 2:8: this CASE has no END
--     SELECT CASE WHEN a THEN b FROM t;
--            ^^^^
-- hint: the statement ends at 2:33
