-- expect: error 2:23
EXECUTE STATEMENT SET INSERT INTO a SELECT 1;
-- ====
-- 2:23: expected BEGIN, found "INSERT"
--     EXECUTE STATEMENT SET INSERT INTO a SELECT 1;
--                           ^^^^^^
