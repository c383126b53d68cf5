-- expect: error 2:15
ALTER TABLE t ADD (b INT);
-- ====
-- 2:15: ALTER TABLE … ADD of columns is not supported
--     ALTER TABLE t ADD (b INT);
--                   ^^^
-- hint: a table is only a description: drop it, which deletes no data, and create it as wanted
