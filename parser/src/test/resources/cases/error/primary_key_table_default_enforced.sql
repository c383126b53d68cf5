-- expect: error 2:31
CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b));
-- ====
-- 2:31: a primary key cannot be enforced
--     CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b));
--                                   ^^^^^^^
-- hint: write PRIMARY KEY … NOT ENFORCED: the data outside is taken to have unique keys, nothing checks it
