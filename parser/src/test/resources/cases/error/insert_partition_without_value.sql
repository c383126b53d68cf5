-- expect: error 2:28
INSERT INTO t PARTITION (dt) SELECT 1;
-- ====
-- 2:28: expected "=", found ")"
--     INSERT INTO t PARTITION (dt) SELECT 1;
--                                ^
