-- expect: error 2:29
SET 'k' = U&'!0041' UESCAPE 'ab';
-- ====
-- 2:29: "ab" cannot be the escape character
--     SET 'k' = U&'!0041' UESCAPE 'ab';
--                                 ^^^^
-- hint: one character that is no hexadecimal digit, space, quote or plus sign
