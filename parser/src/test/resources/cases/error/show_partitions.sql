-- expect: error 2:6
SHOW PARTITIONS t;
-- ====
-- 2:6: SHOW PARTITIONS is not supported
--     SHOW PARTITIONS t;
--          ^^^^^^^^^^
-- hint: SHOW CREATE TABLE shows by which columns a table is partitioned
