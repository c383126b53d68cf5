-- expect: error 2:37
CREATE TABLE t (a INTERVAL MONTH TO DAY);
-- ====
-- 2:37: an interval cannot go from MONTH to DAY
--     CREATE TABLE t (a INTERVAL MONTH TO DAY);
--                                         ^^^
-- hint: YEAR TO MONTH, or from DAY, HOUR or MINUTE to a smaller unit down to SECOND
