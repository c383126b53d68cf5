-- expect: error 2:31
CREATE TABLE t (a INT, PRIMRY KEY (a) NOT ENFORCED);
-- ====
-- 2:31: expected one of AS, a type, "," or ")", found "KEY"
--     CREATE TABLE t (a INT, PRIMRY KEY (a) NOT ENFORCED);
--                                   ^^^
-- hint: did you mean "PRIMARY" instead of "PRIMRY" at 2:24?
