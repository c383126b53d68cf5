-- expect: error 2:26
CREATE TABLE t (a MAP<INT>);
-- ====
-- 2:26: expected NOT NULL or ",", found ">"
--     CREATE TABLE t (a MAP<INT>);
--                              ^
