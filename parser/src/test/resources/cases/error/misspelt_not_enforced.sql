-- expect: error 2:44
CREATE TABLE t (a INT, PRIMARY KEY (a) NOT ENFORCD);
-- ====
-- 2:44: expected ENFORCED, found "ENFORCD"
--     CREATE TABLE t (a INT, PRIMARY KEY (a) NOT ENFORCD);
--                                                ^^^^^^^
-- hint: did you mean "ENFORCED"?
