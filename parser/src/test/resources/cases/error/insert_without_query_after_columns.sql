-- expect: error 2:21
INSERT INTO t (a, b);
-- ====
-- 2:21: expected a query, found ";"
--     INSERT INTO t (a, b);
--                         ^
