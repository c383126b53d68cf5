VALUES (1, 'x'), (2, 'y');
-- ====
-- Query  @1:1+25
--   query: [VALUES (1, 'x'), (2, 'y')]  @1:1+25
