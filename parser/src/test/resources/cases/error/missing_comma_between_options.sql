-- expect: error 2:40
CREATE TABLE t (a INT) WITH ('a' = 'b' 'c' = 'd');
-- ====
-- 2:40: expected "," or ")", found the string 'c'
--     CREATE TABLE t (a INT) WITH ('a' = 'b' 'c' = 'd');
--                                            ^^^
