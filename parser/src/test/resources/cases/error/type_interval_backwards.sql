-- expect: error 2:38
CREATE TABLE t (a INTERVAL SECOND TO DAY);
-- ====
-- 2:38: an interval cannot go from SECOND to DAY
--     CREATE TABLE t (a INTERVAL SECOND TO DAY);
--                                          ^^^
-- hint: YEAR TO MONTH, or from DAY, HOUR or MINUTE to a smaller unit down to SECOND
