CREATE TABLE shown (n INT) WITH ('connector' = 'print', 'print-identifier' = 'numbers');

INSERT INTO shown VALUES (1), (2);
