-- Real data: airports of the same city in two states.
CREATE TABLE airports (iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE)
WITH ('connector' = 'filesystem', 'path' = '${EXAMPLES}/airports.csv', 'format' = 'csv', 'csv.header' = 'true');

SELECT a.state, COUNT(*) AS pairs FROM airports a JOIN airports b ON a.city = b.city AND a.state < b.state GROUP BY a.state HAVING COUNT(*) > 20;
---- duckdb
SELECT a.state, COUNT(*) AS pairs FROM airports a JOIN airports b ON a.city = b.city AND a.state < b.state GROUP BY a.state HAVING COUNT(*) > 20
