-- expect: error 2:23
CREATE TABLE t (a INT VARYING);
-- ====
-- 2:23: type INT cannot be followed by VARYING
--     CREATE TABLE t (a INT VARYING);
--                           ^^^^^^^
-- hint: DOUBLE PRECISION, CHARACTER VARYING and BINARY VARYING are types
