-- expect: error 2:22
ALTER TABLE t RENAME a.b TO c;
-- ====
-- 2:22: only whole columns can be renamed
--     ALTER TABLE t RENAME a.b TO c;
--                          ^^^
-- hint: make the table anew
