-- expect: error 2:23
CREATE TABLE t (a INT UNIQUE);
-- ====
-- 2:23: UNIQUE is not supported
--     CREATE TABLE t (a INT UNIQUE);
--                           ^^^^^^
-- hint: only PRIMARY KEY … NOT ENFORCED tells which columns identify a row
