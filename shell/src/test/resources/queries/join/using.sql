-- USING and NATURAL.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');
CREATE TABLE products (product STRING, kind STRING, price DECIMAL(10, 2))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/products.csv', 'format' = 'csv');

SELECT product, id, kind FROM orders JOIN products USING (product);
---- duckdb
SELECT product, id, kind FROM orders JOIN products USING (product)
---- rows
product STRING | id BIGINT | kind STRING
milk | 16 | drink
milk | 23 | drink
milk | 31 | drink
milk | 38 | drink
milk | 41 | drink
milk | 48 | drink
milk | 49 | drink
milk | 6 | drink
milk | 61 | drink
milk | 62 | drink
milk | 69 | drink
milk | 7 | drink
milk | 70 | drink
milk | 70 | drink
milk | 77 | drink
milk | 78 | drink
milk | 79 | drink
milk | 79 | drink
rice | 12 | food
rice | 15 | food
rice | 17 | food
rice | 20 | food
rice | 25 | food
rice | 28 | food
rice | 30 | food
rice | 33 | food
rice | 42 | food
rice | 52 | food
rice | 55 | food
rice | 56 | food
rice | 64 | food
rice | 65 | food
rice | 65 | food
rice | 72 | food
rice | 73 | food
rice | 74 | food
rice | 75 | food
rice | 8 | food
rice | 9 | food
salt | 11 | food
salt | 14 | food
salt | 18 | food
salt | 26 | food
salt | 27 | food
salt | 32 | food
salt | 34 | food
salt | 36 | food
salt | 37 | food
salt | 39 | food
salt | 43 | food
salt | 44 | food
salt | 47 | food
salt | 50 | food
salt | 51 | food
salt | 53 | food
salt | 54 | food
salt | 58 | food
salt | 59 | food
salt | 60 | food
salt | 66 | food
salt | 67 | food
salt | 68 | food
salt | 76 | food
salt | 80 | food
tea | 1 | drink
tea | 10 | drink
tea | 13 | drink
tea | 19 | drink
tea | 2 | drink
tea | 21 | drink
tea | 22 | drink
tea | 24 | drink
tea | 24 | drink
tea | 29 | drink
tea | 3 | drink
tea | 35 | drink
tea | 4 | drink
tea | 40 | drink
tea | 45 | drink
tea | 46 | drink
tea | 5 | drink
tea | 57 | drink
tea | 57 | drink
tea | 63 | drink
tea | 71 | drink
