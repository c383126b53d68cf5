-- expect: error 2:24
CREATE TABLE t (a INT) PARTITIOND BY (a);
-- ====
-- 2:24: expected one of COMMENT, PARTITIONED BY, WITH, LIKE, AS or the end of the statement, found "PARTITIOND"
--     CREATE TABLE t (a INT) PARTITIOND BY (a);
--                            ^^^^^^^^^^
-- hint: did you mean "PARTITIONED"?
