-- expect: error 2:27
CREATE TABLE t (a VARCHAR(1.5));
-- ====
-- 2:27: expected a whole number, found the number 1.5
--     CREATE TABLE t (a VARCHAR(1.5));
--                               ^^^
