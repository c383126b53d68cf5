-- expect: error 2:11
SET 'k' = U&'\00G1';
-- ====
-- 2:11: "00G1" in a Unicode string is not the number of a character
--     SET 'k' = U&'\00G1';
--               ^^^^^^^^^
-- hint: an escape is followed by four hexadecimal digits, or by a plus sign and six
