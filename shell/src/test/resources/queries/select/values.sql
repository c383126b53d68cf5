-- Rows without a table.
SELECT a, b, a * 2 AS c FROM (VALUES (1, 'x'), (2, NULL), (NULL, 'z')) AS t (a, b) WHERE a IS NOT NULL;
---- rows
a INT | b CHAR(1) | c INT
1 | x | 2
2 | NULL | 4
