-- A ROW is made of any expression, also of one that begins with a keyword.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT id, CAST(ROW(CASE WHEN product = 'tea' THEN 1 ELSE 0 END, CASE customer WHEN 'ann' THEN 'a' END, NOT id > 3)
  AS ROW<tea INT, ann STRING, small BOOLEAN>) AS r
FROM orders WHERE id < 5;
---- duckdb
SELECT id, {'tea': CASE WHEN product = 'tea' THEN 1 ELSE 0 END, 'ann': CASE customer WHEN 'ann' THEN 'a' END, 'small': NOT id > 3}
FROM orders WHERE id < 5
---- rows
id BIGINT | r ROW<`tea` INT, `ann` STRING, `small` BOOLEAN> NOT NULL
1 | (1, NULL, true)
2 | (1, a, true)
3 | (1, a, true)
4 | (1, NULL, false)
