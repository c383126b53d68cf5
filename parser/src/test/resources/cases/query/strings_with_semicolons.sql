SELECT ';', 'a''b;', `c;d`, U&'\0041;', _UTF8'x;', X'00' FROM t;
-- ====
-- Query  @1:1+63
--   query: [SELECT ';', 'a''b;', `c;d`, U&'\0041;', _UTF8'x;', X'00' FROM t]  @1:1+63
