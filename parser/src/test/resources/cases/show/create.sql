SHOW CREATE TABLE a.b; SHOW CREATE VIEW v;
-- ====
-- ShowCreate  @1:1+21
--   kind: TABLE
--   name: a.b  @1:19+3
-- ShowCreate  @1:24+18
--   kind: VIEW
--   name: v  @1:41+1
