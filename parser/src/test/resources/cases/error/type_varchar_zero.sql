-- expect: error 2:27
CREATE TABLE t (a VARCHAR(0));
-- ====
-- 2:27: the length of VARCHAR must be 1 or more, found 0
--     CREATE TABLE t (a VARCHAR(0));
--                               ^
