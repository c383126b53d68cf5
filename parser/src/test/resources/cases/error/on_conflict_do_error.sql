-- expect: error 2:46
INSERT INTO t SELECT * FROM s ON CONFLICT DO ERROR;
-- ====
-- 2:46: ON CONFLICT DO ERROR is not supported
--     INSERT INTO t SELECT * FROM s ON CONFLICT DO ERROR;
--                                                  ^^^^^
-- hint: DO DEDUPLICATE writes the row of a key that came last and is still there
