-- expect: error 2:15
INSERT INTO t /*+ OPTIONS('a' = 'b') SELECT 1;
-- ====
-- 2:15: the hint that starts here is never closed
--     INSERT INTO t /*+ OPTIONS('a' = 'b') SELECT 1;
--                   ^^^
-- hint: a hint ends with "*/"
