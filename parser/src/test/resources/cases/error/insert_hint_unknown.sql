-- expect: error 2:19
INSERT INTO t /*+ STATE_TTL('a' = '1d') */ SELECT 1;
-- ====
-- 2:19: the target of an INSERT takes no hint "STATE_TTL"
--     INSERT INTO t /*+ STATE_TTL('a' = '1d') */ SELECT 1;
--                       ^^^^^^^^^
-- hint: the hint is written /*+ OPTIONS('key' = 'value') */
