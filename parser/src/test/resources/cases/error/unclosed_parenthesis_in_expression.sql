-- expect: error 2:16
CREATE TABLE t (a AS f(b, c INT) WITH ('k' = 'v');
-- ====
-- 2:16: this "(" is never closed
--     CREATE TABLE t (a AS f(b, c INT) WITH ('k' = 'v');
--                    ^
-- hint: the statement ends at 2:50
