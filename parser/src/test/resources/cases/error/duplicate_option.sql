-- expect: error 3:3
CREATE TABLE t (a INT) WITH ('a' = 'b',
  'a' = 'c');
-- ====
-- 3:3: option "a" is given twice
--     'a' = 'c');
--     ^^^
-- hint: it stands at 2:30 already; keep one of the two
