-- expect: error 2:15
ALTER TABLE t ADD PARTITION (day = 'x');
-- ====
-- 2:15: ALTER TABLE … ADD PARTITION is not supported
--     ALTER TABLE t ADD PARTITION (day = 'x');
--                   ^^^
-- hint: leave it out: partitions of a table are found where its data is, and made as rows are written
