-- expect: error 2:16
CREATE TABLE t (a INT;
SELECT 1;
-- ====
-- 2:16: this "(" is never closed
--     CREATE TABLE t (a INT;
--                    ^
-- hint: the statement ends at 2:22
-- Query  @3:1+8
--   query: [SELECT 1]  @3:1+8
