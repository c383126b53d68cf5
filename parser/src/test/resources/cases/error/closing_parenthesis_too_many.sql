-- expect: error 2:11
SELECT (a)) FROM t;
-- ====
-- 2:11: ")" closes nothing
--     SELECT (a)) FROM t;
--               ^
