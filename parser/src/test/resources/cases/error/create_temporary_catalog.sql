-- expect: error 2:8
CREATE TEMPORARY CATALOG c;
-- ====
-- 2:8: only tables, views and functions can be TEMPORARY
--     CREATE TEMPORARY CATALOG c;
--            ^^^^^^^^^
-- hint: leave TEMPORARY out
