-- expect: error 2:8
INSERT INOT t SELECT 1;
-- ====
-- 2:8: expected INTO or OVERWRITE, found "INOT"
--     INSERT INOT t SELECT 1;
--            ^^^^
-- hint: did you mean "INTO"?
