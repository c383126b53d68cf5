-- expect: error 2:9
SELECT '${A';
-- ====
-- 2:9: a reference to a variable is written ${NAME}
--     SELECT '${A';
--             ^^^
-- hint: $${ stands for the characters ${ themselves
