-- An aggregate of everything has one row, also if nobody looks at its columns.
CREATE TABLE orders (
  id BIGINT, customer STRING, product STRING, quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT (SELECT COUNT(*) FROM (SELECT MAX(id), SUM(quantity) FROM orders)) AS one_row,
  (SELECT COUNT(*) FROM (SELECT 1 FROM (SELECT MIN(id) FROM orders WHERE id < 0))) AS of_nothing;
---- rows
one_row BIGINT NOT NULL | of_nothing BIGINT NOT NULL
1 | 1
