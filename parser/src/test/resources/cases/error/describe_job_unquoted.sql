-- expect: error 2:14
DESCRIBE JOB x;
-- ====
-- 2:14: expected a job name in single quotes or the end of the statement, found "x"
--     DESCRIBE JOB x;
--                  ^
-- hint: write it in single quotes: 'x'
