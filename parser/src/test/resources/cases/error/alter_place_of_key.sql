-- expect: error 2:49
ALTER TABLE t ADD (PRIMARY KEY (a) NOT ENFORCED FIRST);
-- ====
-- 2:49: only a column has a place
--     ALTER TABLE t ADD (PRIMARY KEY (a) NOT ENFORCED FIRST);
--                                                     ^^^^^
-- hint: leave it out
