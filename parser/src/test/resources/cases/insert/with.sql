INSERT INTO t WITH q AS (SELECT 1) SELECT * FROM q; INSERT INTO TABLE t TABLE s;
-- ====
-- Insert  @1:1+50
--   target: t  @1:13+1
--   query: [WITH q AS (SELECT 1) SELECT * FROM q]  @1:15+36
-- Insert  @1:53+27
--   target: t  @1:71+1
--   query: [TABLE s]  @1:73+7
