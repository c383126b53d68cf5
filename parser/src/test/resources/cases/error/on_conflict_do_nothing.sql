-- expect: error 2:46
INSERT INTO t SELECT * FROM s ON CONFLICT DO NOTHING;
-- ====
-- 2:46: ON CONFLICT DO NOTHING is not supported
--     INSERT INTO t SELECT * FROM s ON CONFLICT DO NOTHING;
--                                                  ^^^^^^^
-- hint: the first row of each key is what ROW_NUMBER() OVER (PARTITION BY key ORDER BY time) = 1 leaves; DO DEDUPLICATE writes the row of a key that came last and is still there
