-- expect: error 2:8
SELECT U&'abc
-- ====
-- 2:8: the string that starts here is never closed
--     SELECT U&'abc
--            ^
-- hint: a quote inside a string is written twice: 'it''s'
