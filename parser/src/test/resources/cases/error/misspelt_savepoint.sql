-- expect: error 2:19
STOP JOB 'a' WITH SAVEPONT;
-- ====
-- 2:19: expected SAVEPOINT or DRAIN, found "SAVEPONT"
--     STOP JOB 'a' WITH SAVEPONT;
--                       ^^^^^^^^
-- hint: did you mean "SAVEPOINT"?
