-- The best rows of each group, of rows that change.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

SELECT product, id, amount, place
FROM (SELECT product, id, amount, ROW_NUMBER() OVER (PARTITION BY product ORDER BY amount DESC, id) AS place FROM orders)
WHERE place <= 3;
---- rows
product STRING | id INT NOT NULL | amount DECIMAL(10, 2) | place BIGINT NOT NULL
milk | 112 | 98.43 | 2
milk | 71 | 96.91 | 3
milk | 77 | 98.99 | 1
rice | 141 | 95.65 | 3
rice | 178 | 96.89 | 2
rice | 208 | 97.06 | 1
salt | 121 | 97.69 | 2
salt | 169 | 96.02 | 3
salt | 200 | 98.81 | 1
tea | 102 | 78.33 | 3
tea | 235 | 91.68 | 2
tea | 96 | 98.42 | 1
