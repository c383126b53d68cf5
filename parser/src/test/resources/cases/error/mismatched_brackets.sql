-- expect: error 2:11
SELECT f(a] FROM t;
-- ====
-- 2:11: "]" does not close the "(" at 2:9
--     SELECT f(a] FROM t;
--               ^
