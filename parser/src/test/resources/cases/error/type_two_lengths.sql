-- expect: error 2:30
CREATE TABLE t (a VARCHAR(1, 2));
-- ====
-- 2:30: type VARCHAR takes one number only
--     CREATE TABLE t (a VARCHAR(1, 2));
--                                  ^
