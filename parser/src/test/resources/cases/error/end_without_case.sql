-- expect: error 2:10
SELECT a END FROM t;
-- ====
-- 2:10: END closes no CASE
--     SELECT a END FROM t;
--              ^^^
-- hint: in backticks it is a name: `END`
