-- expect: error 2:7
ALTER DATABASE d SET ('a' = 'b');
-- ====
-- 2:7: ALTER DATABASE is not supported
--     ALTER DATABASE d SET ('a' = 'b');
--           ^^^^^^^^
-- hint: drop and create it instead
