SELECT 1 /**/ /***/ /* * / */ /*/ */ -- x
, a*/*c*/b, 2 -- no newline at the end
-- ====
-- Query  @1:1+55
--   query: [SELECT 1 /**/ /***/ /* * / */ /*/ */ -- x , a*/*c*/b, 2]  @1:1+55
