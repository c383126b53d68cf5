-- expect: error 2:27
CREATE TABLE t (a DECIMAL(39, 2));
-- ====
-- 2:27: the precision of DECIMAL must be from 1 to 38, found 39
--     CREATE TABLE t (a DECIMAL(39, 2));
--                               ^^
