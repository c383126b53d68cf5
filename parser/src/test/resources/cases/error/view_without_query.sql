-- expect: error 2:17
CREATE VIEW v AS;
-- ====
-- 2:17: expected a query, found ";"
--     CREATE VIEW v AS;
--                     ^
