-- expect: error 2:10
STOP JOB myjob;
-- ====
-- 2:10: expected a job name in single quotes, found "myjob"
--     STOP JOB myjob;
--              ^^^^^
-- hint: write it in single quotes: 'myjob'
