-- expect: error 2:14
CREATE VIEW v;
-- ====
-- 2:14: expected one of "(", COMMENT or AS, found ";"
--     CREATE VIEW v;
--                  ^
