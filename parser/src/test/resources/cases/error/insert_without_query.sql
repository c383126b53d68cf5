-- expect: error 2:14
INSERT INTO t;
-- ====
-- 2:14: expected one of PARTITION, "(" or a query, found ";"
--     INSERT INTO t;
--                  ^
