-- expect: error 2:24
CREATE TABLE t (a DATE WITH LOCAL TIME ZONE);
-- ====
-- 2:24: DATE WITH LOCAL TIME ZONE is not supported
--     CREATE TABLE t (a DATE WITH LOCAL TIME ZONE);
--                            ^^^^^^^^^^^^^^^^^^^^
-- hint: only TIMESTAMP takes WITH LOCAL TIME ZONE
