-- expect: error 2:14
ALTER TABLE t;
-- ====
-- 2:14: expected one of SET, RESET or RENAME, found ";"
--     ALTER TABLE t;
--                  ^
