-- expect: error 2:28
CREATE TABLE t (a ARRAY<INT, b INT);
-- ====
-- 2:28: expected NOT NULL or ">", found ","
--     CREATE TABLE t (a ARRAY<INT, b INT);
--                                ^
