-- expect: error 2:52
EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1 END;
-- ====
-- 2:52: expected ";", found "END"
--     EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1 END;
--                                                        ^^^
