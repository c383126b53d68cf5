-- expect: error 2:23
CREATE TABLE t (a INT PRIMARY KEY);
-- ====
-- 2:23: a primary key cannot be enforced
--     CREATE TABLE t (a INT PRIMARY KEY);
--                           ^^^^^^^
-- hint: write PRIMARY KEY … NOT ENFORCED: the data outside is taken to have unique keys, nothing checks it
