-- expect: error 2:40
CREATE TABLE t (a INT, PRIMARY KEY (a) ENFORCED);
-- ====
-- 2:40: a primary key cannot be enforced
--     CREATE TABLE t (a INT, PRIMARY KEY (a) ENFORCED);
--                                            ^^^^^^^^
-- hint: write PRIMARY KEY … NOT ENFORCED: the data outside is taken to have unique keys, nothing checks it
