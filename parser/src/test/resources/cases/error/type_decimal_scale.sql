-- expect: error 2:30
CREATE TABLE t (a DECIMAL(5, 6));
-- ====
-- 2:30: the scale of DECIMAL must be from 0 to 5, found 6
--     CREATE TABLE t (a DECIMAL(5, 6));
--                                  ^
