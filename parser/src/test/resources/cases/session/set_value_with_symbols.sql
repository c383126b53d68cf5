SET a = x(1), y=[2] @#^ -- a comment
; SET b = -1; SET c = 1.5.2; SET d = a b  c;
-- ====
-- SetOption  @1:1+23
--   key: 'a'  @1:5+1
--   value: 'x(1), y=[2] @#^'  @1:9+15
-- SetOption  @2:3+10
--   key: 'b'  @2:7+1
--   value: '-1'  @2:11+2
-- SetOption  @2:15+13
--   key: 'c'  @2:19+1
--   value: '1.5.2'  @2:23+5
-- SetOption  @2:30+14
--   key: 'd'  @2:34+1
--   value: 'a b  c'  @2:38+6
