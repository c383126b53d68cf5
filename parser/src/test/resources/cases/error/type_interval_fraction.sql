-- expect: error 2:35
CREATE TABLE t (a INTERVAL DAY(2, 3));
-- ====
-- 2:35: only SECOND has digits after the decimal point
--     CREATE TABLE t (a INTERVAL DAY(2, 3));
--                                       ^
