;;
 ; -- nothing
 ; SELECT 1;; ; SELECT 2;
-- ====
-- Query  @3:4+8
--   query: [SELECT 1]  @3:4+8
-- Query  @3:17+8
--   query: [SELECT 2]  @3:17+8
