-- expect: error 4:3
EXECUTE STATEMENT SET BEGIN
  INSERT INTO a SELECT 1;
  SELECT 2;
END;
SELECT 3;
-- ====
-- 4:3: expected INSERT or END, found "SELECT"
--     SELECT 2;
--     ^^^^^^
-- Query  @6:1+8
--   query: [SELECT 3]  @6:1+8
