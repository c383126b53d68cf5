-- expect: error 2:9
SET a = "b";
-- ====
-- 2:9: double quotes enclose neither strings nor names
--     SET a = "b";
--             ^^^
-- hint: a string is written 'b', a name `b`
