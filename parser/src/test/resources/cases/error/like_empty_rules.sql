-- expect: error 2:24
CREATE TABLE t LIKE b ();
-- ====
-- 2:24: expected one of EXCLUDING, INCLUDING or OVERWRITING, found ")"
--     CREATE TABLE t LIKE b ();
--                            ^
