-- expect: error 2:538
SELECT column_number_0, column_number_1, column_number_2, column_number_3, column_number_4, column_number_5, column_number_6, column_number_7, column_number_8, column_number_9, column_number_10, column_number_11, column_number_12, column_number_13, column_number_14, column_number_15, column_number_16, column_number_17, column_number_18, column_number_19, column_number_20, column_number_21, column_number_22, column_number_23, column_number_24, column_number_25, column_number_26, column_number_27, column_number_28, column_number_29, "oops", more_0, more_1, more_2, more_3, more_4, more_5, more_6, more_7, more_8, more_9, more_10, more_11, more_12, more_13, more_14, more_15, more_16, more_17, more_18, more_19, more_20, more_21, more_22, more_23, more_24, more_25, more_26, more_27, more_28, more_29 FROM t;
-- ====
-- 2:538: double quotes enclose neither strings nor names
--     …27, column_number_28, column_number_29, "oops", more_0, more_1, more_2, more_3, more_4, more_5, more…
--                                              ^^^^^^
-- hint: a string is written 'oops', a name `oops`
