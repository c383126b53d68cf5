-- expect: error 2:46
CREATE TABLE t (a INT) WITH ('parallelism' = 4);
-- ====
-- 2:46: expected an option value in single quotes, found the number 4
--     CREATE TABLE t (a INT) WITH ('parallelism' = 4);
--                                                  ^
-- hint: write it in single quotes: '4'
