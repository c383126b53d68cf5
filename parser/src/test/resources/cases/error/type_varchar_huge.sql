-- expect: error 2:27
CREATE TABLE t (a VARCHAR(99999999999));
-- ====
-- 2:27: 99999999999 is larger than any length or precision
--     CREATE TABLE t (a VARCHAR(99999999999));
--                               ^^^^^^^^^^^
-- hint: the largest is 2147483647
