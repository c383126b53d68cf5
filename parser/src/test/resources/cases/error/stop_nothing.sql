-- expect: error 2:6
STOP 'a';
-- ====
-- 2:6: expected JOB, found the string 'a'
--     STOP 'a';
--          ^^^
