-- expect: error 2:22
INSERT INTO t SELECT (a + (b * 2) FROM s;
SELECT 1;
-- ====
-- 2:22: this "(" is never closed
--     INSERT INTO t SELECT (a + (b * 2) FROM s;
--                          ^
-- hint: the statement ends at 2:41
-- Query  @3:1+8
--   query: [SELECT 1]  @3:1+8
