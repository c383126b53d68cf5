-- expect: error 2:9
SELECT a[1 FROM t;
-- ====
-- 2:9: this "[" is never closed
--     SELECT a[1 FROM t;
--             ^
-- hint: the statement ends at 2:18
