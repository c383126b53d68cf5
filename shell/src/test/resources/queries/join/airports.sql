-- Real data: airports of the same city in two states.
CREATE TABLE airports (iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE)
WITH ('connector' = 'filesystem', 'path' = '${EXAMPLES}/airports.csv', 'format' = 'csv', 'csv.header' = 'true');

SELECT a.state, COUNT(*) AS pairs FROM airports a JOIN airports b ON a.city = b.city AND a.state < b.state GROUP BY a.state HAVING COUNT(*) > 20;
---- duckdb
SELECT a.state, COUNT(*) AS pairs FROM airports a JOIN airports b ON a.city = b.city AND a.state < b.state GROUP BY a.state HAVING COUNT(*) > 20
---- rows
state STRING | pairs BIGINT NOT NULL
AK | 26
AL | 61
AR | 56
CA | 70
FL | 30
GA | 78
IA | 46
IL | 49
IN | 63
KY | 68
MI | 39
MN | 33
MO | 45
MS | 54
MT | 23
NC | 25
NE | 21
NY | 30
OH | 38
