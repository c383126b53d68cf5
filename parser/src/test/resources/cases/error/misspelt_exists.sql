-- expect: error 2:21
CREATE TABLE IF NOT EXIST t (a INT);
-- ====
-- 2:21: expected EXISTS, found "EXIST"
--     CREATE TABLE IF NOT EXIST t (a INT);
--                         ^^^^^
-- hint: did you mean "EXISTS"?
