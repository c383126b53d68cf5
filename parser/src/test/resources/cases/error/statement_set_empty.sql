-- expect: error 2:29
EXECUTE STATEMENT SET BEGIN END;
SELECT 1;
-- ====
-- 2:29: expected INSERT, found "END"
--     EXECUTE STATEMENT SET BEGIN END;
--                                 ^^^
-- Query  @3:1+8
--   query: [SELECT 1]  @3:1+8
