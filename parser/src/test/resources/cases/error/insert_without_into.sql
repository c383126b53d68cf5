-- expect: error 2:8
INSERT t SELECT 1;
-- ====
-- 2:8: expected INTO or OVERWRITE, found "t"
--     INSERT t SELECT 1;
--            ^
