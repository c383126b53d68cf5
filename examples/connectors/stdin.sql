-- cat examples/data/airports.csv | weir run examples/connectors/stdin.sql
CREATE TABLE airports (iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE)
WITH ('connector' = 'stdin', 'format' = 'csv', 'csv.header' = 'true');

SELECT state, COUNT(*) AS airports FROM airports GROUP BY state;
