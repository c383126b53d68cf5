-- expect: error 2:1
DELETE FROM t WHERE a = 1;
-- ====
-- 2:1: DELETE is not supported
--     DELETE FROM t WHERE a = 1;
--     ^^^^^^
-- hint: rows of a table change only through INSERT; a query over a changelog deletes rows by itself
