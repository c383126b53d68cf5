EXPLAIN ANALYZE JOB 'j'; EXPLAIN UPGRADE 'new.sql' FROM JOB 'j'; EXPLAIN GUARANTEE JOB 'j';
-- ====
-- ExplainAnalyze  @1:1+23
--   job: 'j'  @1:21+3
-- ExplainUpgrade  @1:26+38
--   file: 'new.sql'  @1:42+9
--   job: 'j'  @1:61+3
-- ExplainJobGuarantee  @1:66+25
--   job: 'j'  @1:88+3
