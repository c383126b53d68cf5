-- variable: LONG=abcdefghijklmnopqrstuvwxyz
-- expect: error 3:32
CREATE TABLE ${LONG} (a INT, b SRTING, c INT);
-- ====
-- 3:32: there is no type "SRTING"
--     CREATE TABLE ${LONG} (a INT, b SRTING, c INT);
--                                    ^^^^^^
-- hint: did you mean "STRING"?
