-- expect: error 2:8
CREATE MODEL m WITH ('a' = 'b');
-- ====
-- 2:8: CREATE MODEL is not supported
--     CREATE MODEL m WITH ('a' = 'b');
--            ^^^^^
-- hint: there are no models
