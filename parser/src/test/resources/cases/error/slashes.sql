-- expect: error 2:10
SELECT 1 // one
;
-- ====
-- 2:10: "//" does not start a comment
--     SELECT 1 // one
--              ^^
-- hint: comments start with "--", or stand between "/*" and "*/"
