-- expect: error 2:36
CREATE TABLE t (a INT) WITH ('a' = );
-- ====
-- 2:36: expected an option value in single quotes, found ")"
--     CREATE TABLE t (a INT) WITH ('a' = );
--                                        ^
