-- expect: error 2:31
INSERT INTO t /*+ OPTIONS('a' 'b') */ SELECT 1;
-- ====
-- 2:31: expected "=", found the string 'b'
--     INSERT INTO t /*+ OPTIONS('a' 'b') */ SELECT 1;
--                                   ^^^
