-- expect: error 2:22
SELECT 'it''s, ''' , 'x''
-- ====
-- 2:22: the string that starts here is never closed
--     SELECT 'it''s, ''' , 'x''
--                          ^
-- hint: a quote inside a string is written twice: 'it''s'
