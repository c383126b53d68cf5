-- The last row by processing time is the last that comes, whatever is in it and however many come at once.
CREATE TABLE orders (
  id BIGINT, customer STRING, product STRING, quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, id, product
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY PROCTIME() DESC) AS n FROM orders) WHERE n = 1;
---- duckdb
SELECT customer, id, product FROM (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY id DESC) AS n FROM orders) WHERE n = 1
---- rows
customer STRING | id BIGINT | product STRING
NULL | 79 | milk
ann | 80 | salt
bob | 76 | salt
cyd | 75 | rice
dan | 73 | rice
