-- expect: error 2:24
CREATE TABLE t LIKE b (INCLUDNG ALL);
-- ====
-- 2:24: expected one of EXCLUDING, INCLUDING or OVERWRITING, found "INCLUDNG"
--     CREATE TABLE t LIKE b (INCLUDNG ALL);
--                            ^^^^^^^^
-- hint: did you mean "INCLUDING"?
