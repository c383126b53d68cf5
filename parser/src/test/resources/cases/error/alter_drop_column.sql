-- expect: error 2:15
ALTER TABLE t DROP b;
-- ====
-- 2:15: ALTER TABLE … DROP of columns is not supported
--     ALTER TABLE t DROP b;
--                   ^^^^
-- hint: a table is only a description: drop it, which deletes no data, and create it as wanted
