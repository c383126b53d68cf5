-- expect: error 2:14
CREATE TABLE order (a INT);
-- ====
-- 2:14: expected IF NOT EXISTS or a table name, found the reserved word "order"
--     CREATE TABLE order (a INT);
--                  ^^^^^
-- hint: in backticks it is a name: `order`
