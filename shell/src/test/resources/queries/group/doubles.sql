-- MIN and MAX of DOUBLE with NULLs.
CREATE TABLE readings (
  station STRING, ts TIMESTAMP(3), temperature DOUBLE, is_raining BOOLEAN, note STRING,
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/readings.csv', 'format' = 'csv');

SELECT station, is_raining, MIN(temperature) AS coldest, MAX(temperature) AS warmest, COUNT(temperature) AS measured
FROM readings GROUP BY station, is_raining;
---- rows
station STRING | is_raining BOOLEAN | coldest DOUBLE | warmest DOUBLE | measured BIGINT NOT NULL
east | NULL | -19.2 | 18.5 | 11
east | false | -16.7 | 14.9 | 5
east | true | -17.1 | 39 | 10
north | NULL | -16.2 | 24.2 | 5
north | false | -10.5 | 23.5 | 5
north | true | -16.7 | 36.3 | 5
south | NULL | -19.7 | 5.5 | 5
south | false | -13.4 | 33.7 | 10
south | true | 10.9 | 35.5 | 2
