-- expect: error 2:40
CREATE TABLE t (a INT) WITH ('k' = 'v',);
-- ====
-- 2:40: expected an option key in single quotes, found ")"
--     CREATE TABLE t (a INT) WITH ('k' = 'v',);
--                                            ^
