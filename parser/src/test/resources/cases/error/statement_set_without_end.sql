-- expect: error 3:26
EXECUTE STATEMENT SET BEGIN
  INSERT INTO a SELECT 1;
-- ====
-- 3:26: expected INSERT or END, found the end of the script
--     INSERT INTO a SELECT 1;
--                            ^
