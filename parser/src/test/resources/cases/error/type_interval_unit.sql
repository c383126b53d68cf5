-- expect: error 2:28
CREATE TABLE t (a INTERVAL WEEK);
-- ====
-- 2:28: expected a unit from YEAR to SECOND, found "WEEK"
--     CREATE TABLE t (a INTERVAL WEEK);
--                                ^^^^
