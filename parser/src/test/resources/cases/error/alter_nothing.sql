-- expect: error 2:14
ALTER TABLE t;
-- ====
-- 2:14: expected one of SET, RESET, RENAME, ADD, MODIFY or DROP, found ";"
--     ALTER TABLE t;
--                  ^
