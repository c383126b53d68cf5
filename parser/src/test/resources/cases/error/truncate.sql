-- expect: error 2:1
TRUNCATE TABLE t;
-- ====
-- 2:1: TRUNCATE is not supported
--     TRUNCATE TABLE t;
--     ^^^^^^^^
-- hint: empty the table in the system that holds it
