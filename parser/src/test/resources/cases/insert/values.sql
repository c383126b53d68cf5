INSERT INTO t VALUES (1, 'a;b'), (2, NULL);
-- ====
-- Insert  @1:1+42
--   target: t  @1:13+1
--   query: [VALUES (1, 'a;b'), (2, NULL)]  @1:15+28
