-- expect: error 2:46
INSERT INTO t SELECT * FROM s ON CONFLICT DO UPDATE;
-- ====
-- 2:46: expected DEDUPLICATE, found "UPDATE"
--     INSERT INTO t SELECT * FROM s ON CONFLICT DO UPDATE;
--                                                  ^^^^^^
-- hint: DO DEDUPLICATE writes the row of a key that came last and is still there
