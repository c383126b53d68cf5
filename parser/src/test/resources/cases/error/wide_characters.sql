-- expect: error 2:32
CREATE TABLE t (`日本` INT, `😀😀` INTT);
-- ====
-- 2:32: there is no type "INTT"
--     CREATE TABLE t (`日本` INT, `😀😀` INTT);
--                                        ^^^^
-- hint: did you mean "INT"?
