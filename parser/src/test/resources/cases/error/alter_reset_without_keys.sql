-- expect: error 2:22
ALTER TABLE t RESET ();
-- ====
-- 2:22: expected an option key in single quotes, found ")"
--     ALTER TABLE t RESET ();
--                          ^
