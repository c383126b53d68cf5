-- expect: error 2:24
CREATE TABLE t (a INT) DISTRIBUTED BY HASH(a) INTO 4 BUCKETS WITH ('k' = 'v');
-- ====
-- 2:24: DISTRIBUTED BY is not supported
--     CREATE TABLE t (a INT) DISTRIBUTED BY HASH(a) INTO 4 BUCKETS WITH ('k' = 'v');
--                            ^^^^^^^^^^^
-- hint: leave it out; rows are distributed by key where a query needs it
