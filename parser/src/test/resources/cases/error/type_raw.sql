-- expect: error 2:19
CREATE TABLE t (a RAW('x', 'y'));
-- ====
-- 2:19: RAW types are not supported
--     CREATE TABLE t (a RAW('x', 'y'));
--                       ^^^
-- hint: use ROW<…> for structured values, BYTES for serialized ones
