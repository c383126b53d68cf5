-- expect: error 2:55
CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED, b INT PRIMARY KEY NOT ENFORCED);
-- ====
-- 2:55: a table has one primary key only
--     CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED, b INT PRIMARY KEY NOT ENFORCED);
--                                                           ^^^^^^^^^^^^^^^^^^^^^^^^
-- hint: the other one is at 2:23; a key of several columns is written PRIMARY KEY (a, b) NOT ENFORCED
