-- expect: error 2:14
CREATE TABLE "t" (a INT);
-- ====
-- 2:14: double quotes enclose neither strings nor names
--     CREATE TABLE "t" (a INT);
--                  ^^^
-- hint: a string is written 't', a name `t`
