-- expect: error 2:15
DROP TABLE IF EXIST t;
-- ====
-- 2:15: expected EXISTS, found "EXIST"
--     DROP TABLE IF EXIST t;
--                   ^^^^^
-- hint: did you mean "EXISTS"?
