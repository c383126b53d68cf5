-- expect: error 2:15
ALTER TABLE t RENAME a TO b;
-- ====
-- 2:15: ALTER TABLE … RENAME of columns is not supported
--     ALTER TABLE t RENAME a TO b;
--                   ^^^^^^
-- hint: a table is only a description: drop it, which deletes no data, and create it as wanted
