-- expect: error 2:15
ALTER TABLE t MODIFY b BIGINT;
-- ====
-- 2:15: ALTER TABLE … MODIFY of columns is not supported
--     ALTER TABLE t MODIFY b BIGINT;
--                   ^^^^^^
-- hint: a table is only a description: drop it, which deletes no data, and create it as wanted
