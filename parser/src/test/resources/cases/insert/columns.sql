INSERT INTO c.d.t (a, `b`) SELECT 1, 2;
-- ====
-- Insert  @1:1+38
--   target: c.d.t  @1:13+5
--   columns: a  @1:20+1
--   columns: b  @1:23+3
--   query: [SELECT 1, 2]  @1:28+11
