-- expect: error 2:29
CREATE TABLE t (a TIMESTAMP(10));
-- ====
-- 2:29: the precision of TIMESTAMP must be from 0 to 9, found 10
--     CREATE TABLE t (a TIMESTAMP(10));
--                                 ^^
