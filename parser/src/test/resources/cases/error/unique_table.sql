-- expect: error 2:24
CREATE TABLE t (a INT, UNIQUE (a) NOT ENFORCED);
-- ====
-- 2:24: UNIQUE is not supported
--     CREATE TABLE t (a INT, UNIQUE (a) NOT ENFORCED);
--                            ^^^^^^
-- hint: only PRIMARY KEY … NOT ENFORCED tells which columns identify a row
