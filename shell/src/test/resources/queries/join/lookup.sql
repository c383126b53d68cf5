-- A lookup join finds what a plain join does, since its table has an end; real data.
CREATE TABLE airports (iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE)
WITH ('connector' = 'filesystem', 'path' = '${EXAMPLES}/airports.csv', 'format' = 'csv', 'csv.header' = 'true');
CREATE TABLE others (iata STRING, name STRING, city STRING, state STRING, country STRING, latitude DOUBLE, longitude DOUBLE)
WITH ('connector' = 'filesystem', 'path' = '${EXAMPLES}/airports.csv', 'format' = 'csv', 'csv.header' = 'true');

SELECT a.state, COUNT(*) AS n, COUNT(b.iata) AS pairs FROM (SELECT *, PROCTIME() AS p FROM airports) AS a
LEFT JOIN others FOR SYSTEM_TIME AS OF a.p AS b ON a.city = b.city AND a.state < b.state GROUP BY a.state HAVING COUNT(b.iata) > 20;
---- duckdb
SELECT a.state, COUNT(*) AS n, COUNT(b.iata) AS pairs FROM airports a
LEFT JOIN others b ON a.city = b.city AND a.state < b.state GROUP BY a.state HAVING COUNT(b.iata) > 20
---- rows
state STRING | n BIGINT NOT NULL | pairs BIGINT NOT NULL
AK | 270 | 26
AL | 113 | 61
AR | 103 | 56
CA | 245 | 70
FL | 112 | 30
GA | 137 | 78
IA | 104 | 46
IL | 118 | 49
IN | 102 | 63
KY | 92 | 68
MI | 112 | 39
MN | 109 | 33
MO | 99 | 45
MS | 108 | 54
MT | 82 | 23
NC | 82 | 25
NE | 80 | 21
NY | 109 | 30
OH | 116 | 38
