-- expect: error 2:24
CREATE TABLE t (a INT) WIHT ('k' = 'v');
-- ====
-- 2:24: expected one of COMMENT, PARTITIONED BY, WITH, LIKE, AS or the end of the statement, found "WIHT"
--     CREATE TABLE t (a INT) WIHT ('k' = 'v');
--                            ^^^^
-- hint: did you mean "WITH"?
