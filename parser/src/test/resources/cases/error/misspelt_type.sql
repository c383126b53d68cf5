-- expect: error 2:19
CREATE TABLE t (a BIGNT);
-- ====
-- 2:19: there is no type "BIGNT"
--     CREATE TABLE t (a BIGNT);
--                       ^^^^^
-- hint: did you mean "BIGINT"?
