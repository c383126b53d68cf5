-- Of the right side nothing is kept but how many rows there are.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT o.id, o.quantity FROM orders AS o CROSS JOIN products AS p WHERE o.amount > 50;
---- rows
id BIGINT | quantity INT
20 | 10
20 | 10
20 | 10
20 | 10
20 | 10
34 | 10
34 | 10
34 | 10
34 | 10
34 | 10
38 | 3
38 | 3
38 | 3
38 | 3
38 | 3
40 | NULL
40 | NULL
40 | NULL
40 | NULL
40 | NULL
45 | 1
45 | 1
45 | 1
45 | 1
45 | 1
46 | 1
46 | 1
46 | 1
46 | 1
46 | 1
47 | 1
47 | 1
47 | 1
47 | 1
47 | 1
5 | 2
5 | 2
5 | 2
5 | 2
5 | 2
55 | 3
55 | 3
55 | 3
55 | 3
55 | 3
56 | 1
56 | 1
56 | 1
56 | 1
56 | 1
67 | 2
67 | 2
67 | 2
67 | 2
67 | 2
73 | NULL
73 | NULL
73 | NULL
73 | NULL
73 | NULL
78 | 10
78 | 10
78 | 10
78 | 10
78 | 10
9 | 3
9 | 3
9 | 3
9 | 3
9 | 3
