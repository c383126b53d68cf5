-- variable: TYPE=INTT
-- expect: error 3:19
CREATE TABLE t (a ${TYPE});
-- ====
-- 3:19: there is no type "INTT"
--     CREATE TABLE t (a ${TYPE});
--                       ^^^^^^^
-- hint: did you mean "INT"?
