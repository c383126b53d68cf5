-- expect: error 2:36
CREATE TABLE t LIKE b (OVERWRITING PARTITIONS);
-- ====
-- 2:36: OVERWRITING does not apply to PARTITIONS
--     CREATE TABLE t LIKE b (OVERWRITING PARTITIONS);
--                                        ^^^^^^^^^^
-- hint: it applies to GENERATED, METADATA, OPTIONS and WATERMARKS
