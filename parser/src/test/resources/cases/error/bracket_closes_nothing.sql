-- expect: error 2:9
SELECT a] FROM t;
-- ====
-- 2:9: "]" closes nothing
--     SELECT a] FROM t;
--             ^
