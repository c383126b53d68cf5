-- expect: error 2:15
INSERT INTO t SELCT a FROM b;
-- ====
-- 2:15: expected one of PARTITION, "(" or a query, found "SELCT"
--     INSERT INTO t SELCT a FROM b;
--                   ^^^^^
-- hint: did you mean "SELECT"?
