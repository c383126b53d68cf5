-- expect: error 2:27
SELECT (CASE WHEN a THEN b) FROM t;
-- ====
-- 2:27: the CASE at 2:9 has no END before this ")"
--     SELECT (CASE WHEN a THEN b) FROM t;
--                               ^
