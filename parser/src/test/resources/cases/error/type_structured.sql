-- expect: error 2:19
CREATE TABLE t (a STRUCTURED<'c', x INT>);
-- ====
-- 2:19: STRUCTURED types are not supported
--     CREATE TABLE t (a STRUCTURED<'c', x INT>);
--                       ^^^^^^^^^^
-- hint: use ROW<…> for structured values, BYTES for serialized ones
