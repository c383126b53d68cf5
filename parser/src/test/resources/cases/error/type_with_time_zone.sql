-- expect: error 2:32
CREATE TABLE t (a TIMESTAMP(3) WITH TIME ZONE);
-- ====
-- 2:32: TIMESTAMP WITH TIME ZONE is not supported
--     CREATE TABLE t (a TIMESTAMP(3) WITH TIME ZONE);
--                                    ^^^^^^^^^^^^^^
-- hint: TIMESTAMP_LTZ holds an instant that is shown in the session's time zone
