-- expect: error 2:8
SELECT ${A:-3};
-- ====
-- 2:8: a reference to a variable is written ${NAME}
--     SELECT ${A:-3};
--            ^^^
-- hint: $${ stands for the characters ${ themselves
