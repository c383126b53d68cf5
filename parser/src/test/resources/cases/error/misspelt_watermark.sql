-- expect: error 2:43
CREATE TABLE t (ts TIMESTAMP(3), WATERMRK FOR ts AS ts);
-- ====
-- 2:43: expected one of AS, a type, "," or ")", found "FOR"
--     CREATE TABLE t (ts TIMESTAMP(3), WATERMRK FOR ts AS ts);
--                                               ^^^
-- hint: did you mean "WATERMARK" instead of "WATERMRK" at 2:34?
