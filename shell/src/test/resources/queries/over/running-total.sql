-- A running total, and the number of the order.
CREATE TABLE orders (
  id BIGINT, ts TIMESTAMP(3), customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT,
  WATERMARK FOR ts AS ts - INTERVAL '1' DAY
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/orders.json', 'format' = 'json');

SELECT customer, id, SUM(amount) OVER w AS total, COUNT(*) OVER w AS n, ROW_NUMBER() OVER w AS rn
FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id);
---- duckdb
SELECT customer, id, sum(amount) OVER w, count(*) OVER w, row_number() OVER w FROM orders WINDOW w AS (PARTITION BY customer ORDER BY ts, id)
---- rows
customer STRING | id BIGINT | total DECIMAL(38, 2) | n BIGINT NOT NULL | rn BIGINT NOT NULL
NULL | 10 | 114.49 | 5 | 5
NULL | 14 | 114.49 | 4 | 4
NULL | 20 | 99.99 | 1 | 1
NULL | 21 | 124.49 | 6 | 6
NULL | 24 | 128.99 | 8 | 7
NULL | 24 | 128.99 | 8 | 8
NULL | 28 | 130.49 | 9 | 9
NULL | 39 | 126.99 | 10 | 10
NULL | 42 | 129.24 | 11 | 11
NULL | 47 | 229.23 | 12 | 12
NULL | 48 | 225.73 | 13 | 13
NULL | 49 | 222.23 | 14 | 14
NULL | 56 | 322.22 | 15 | 15
NULL | 59 | 318.72 | 16 | 16
NULL | 6 | 102.24 | 2 | 2
NULL | 7 | 112.24 | 3 | 3
NULL | 77 | 318.72 | 17 | 17
NULL | 78 | 418.71 | 18 | 18
NULL | 79 | 418.71 | 20 | 19
NULL | 79 | 418.71 | 20 | 20
ann | 13 | 113.74 | 4 | 4
ann | 2 | 10 | 1 | 1
ann | 3 | 11.5 | 2 | 2
ann | 38 | 213.73 | 5 | 5
ann | 40 | 313.72 | 6 | 6
ann | 44 | 313.72 | 7 | 7
ann | 53 | 423.71 | 9 | 9
ann | 55 | 413.71 | 8 | 8
ann | 57 | 428.21 | 12 | 11
ann | 57 | 428.21 | 12 | 12
ann | 61 | 423.71 | 10 | 10
ann | 65 | 428.21 | 14 | 13
ann | 65 | 428.21 | 14 | 14
ann | 72 | 429.71 | 15 | 15
ann | 74 | 429.71 | 16 | 16
ann | 80 | 429.71 | 17 | 17
ann | 9 | 111.49 | 3 | 3
bob | 19 | 109.99 | 2 | 2
bob | 25 | 112.24 | 3 | 3
bob | 30 | 108.74 | 4 | 4
bob | 34 | 208.73 | 5 | 5
bob | 36 | 210.23 | 6 | 6
bob | 41 | 210.23 | 7 | 7
bob | 5 | 99.99 | 1 | 1
bob | 50 | 211.73 | 8 | 8
bob | 51 | 211.73 | 9 | 9
bob | 52 | 213.23 | 10 | 10
bob | 58 | 213.23 | 11 | 11
bob | 60 | 213.23 | 12 | 12
bob | 64 | 223.23 | 13 | 13
bob | 66 | 224.73 | 14 | 14
bob | 68 | 226.98 | 15 | 15
bob | 76 | 226.98 | 16 | 16
cyd | 12 | -3.5 | 1 | 1
cyd | 16 | -7 | 2 | 2
cyd | 18 | -5.5 | 3 | 3
cyd | 27 | -5.5 | 4 | 4
cyd | 29 | -9 | 5 | 5
cyd | 32 | -6.75 | 6 | 6
cyd | 33 | -6.75 | 7 | 7
cyd | 35 | -6.75 | 9 | 9
cyd | 62 | -6.75 | 8 | 8
cyd | 63 | -5.25 | 10 | 10
cyd | 70 | -12.25 | 12 | 11
cyd | 70 | -12.25 | 12 | 12
cyd | 75 | -15.75 | 13 | 13
dan | 1 | NULL | 1 | 1
dan | 11 | 11.75 | 7 | 7
dan | 15 | 13.25 | 8 | 8
dan | 17 | 1.5 | 2 | 2
dan | 22 | 23.25 | 10 | 10
dan | 23 | 13.25 | 9 | 9
dan | 26 | 13 | 4 | 4
dan | 31 | 24.75 | 11 | 11
dan | 37 | 11.75 | 6 | 6
dan | 4 | 3 | 3 | 3
dan | 43 | 24.75 | 12 | 12
dan | 45 | 124.74 | 13 | 13
dan | 46 | 224.73 | 14 | 14
dan | 54 | 226.98 | 15 | 15
dan | 67 | 326.97 | 17 | 17
dan | 69 | 226.98 | 16 | 16
dan | 71 | 329.22 | 18 | 18
dan | 73 | 429.21 | 19 | 19
dan | 8 | 15.25 | 5 | 5
