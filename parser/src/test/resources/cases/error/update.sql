-- expect: error 2:1
UPDATE t SET a = 1;
-- ====
-- 2:1: UPDATE is not supported
--     UPDATE t SET a = 1;
--     ^^^^^^
-- hint: rows of a table change only through INSERT; a query over a changelog updates rows by itself
