CREATE TABLE airports (iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE)
WITH ('connector' = 'filesystem', 'path' = 'examples/data/airports.csv', 'format' = 'csv', 'csv.header' = 'true');

SELECT state, COUNT(*) AS airports FROM airports GROUP BY state;
