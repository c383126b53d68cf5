-- expect: error 2:1
MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE;
-- ====
-- 2:1: MERGE is not supported
--     MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE;
--     ^^^^^
-- hint: a sink with a PRIMARY KEY takes upserts through INSERT
