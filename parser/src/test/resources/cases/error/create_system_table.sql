-- expect: error 2:18
CREATE TEMPORARY SYSTEM TABLE t (a INT);
-- ====
-- 2:18: SYSTEM belongs to TEMPORARY SYSTEM FUNCTION only
--     CREATE TEMPORARY SYSTEM TABLE t (a INT);
--                      ^^^^^^
-- hint: leave SYSTEM out
