-- Quoted fields, empty ones and booleans of CSV.
CREATE TABLE readings (
  station STRING, ts TIMESTAMP(3), temperature DOUBLE, is_raining BOOLEAN, note STRING,
  WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/readings.csv', 'format' = 'csv');

SELECT station, temperature, is_raining, note FROM readings WHERE note <> 'ok' OR temperature < 0;
---- duckdb
SELECT station, temperature, is_raining, coalesce(note, '') FROM read_csv('${DATA}/readings.csv', header = false, nullstr = '',   columns = {'station': 'VARCHAR', 'ts': 'TIMESTAMP', 'temperature': 'DOUBLE', 'is_raining': 'BOOLEAN', 'note': 'VARCHAR'})
WHERE coalesce(note, '') <> 'ok' OR temperature < 0
---- rows
station STRING | temperature DOUBLE | is_raining BOOLEAN | note STRING
east | -11.5 | NULL | ok
east | -13.6 | true | a, b
east | -13.7 | false | say "hi"
east | -16.6 | NULL | calm
east | -16.7 | false | ok
east | -17.1 | true | a, b
east | -17.2 | NULL | a, b
east | -18 | NULL | ok
east | -19.2 | NULL | a, b
east | -8.4 | false | ok
east | -9.5 | true | a, b
east | 10.4 | true | say "hi"
east | 14.9 | false | calm
east | 15.6 | true | calm
east | 18.2 | NULL | calm
east | 18.5 | NULL | 
east | 25 | true | 
east | 29.6 | true | a, b
east | 30.5 | true | calm
east | 39 | true | 
east | 5.8 | NULL | calm
east | 7.3 | NULL | calm
east | 7.3 | false | 
east | 8.8 | NULL | 
east | NULL | NULL | 
east | NULL | NULL | say "hi"
east | NULL | NULL | say "hi"
east | NULL | NULL | say "hi"
east | NULL | false | 
east | NULL | false | a, b
east | NULL | false | a, b
east | NULL | false | calm
east | NULL | true | a, b
east | NULL | true | a, b
east | NULL | true | calm
east | NULL | true | say "hi"
east | NULL | true | say "hi"
north | -10.5 | false | say "hi"
north | -11.5 | NULL | say "hi"
north | -16.2 | NULL | calm
north | -16.7 | true | a, b
north | -9.3 | false | say "hi"
north | 15 | false | a, b
north | 16.1 | true | a, b
north | 20.1 | NULL | calm
north | 23.4 | false | a, b
north | 23.5 | false | 
north | 24.2 | NULL | 
north | 25.3 | true | say "hi"
north | 5.4 | NULL | 
north | 7.8 | true | calm
north | NULL | NULL | 
north | NULL | NULL | 
north | NULL | NULL | say "hi"
north | NULL | false | 
north | NULL | false | calm
north | NULL | false | calm
north | NULL | true | a, b
north | NULL | true | a, b
north | NULL | true | a, b
north | NULL | true | calm
north | NULL | true | calm
north | NULL | true | say "hi"
south | -1.5 | false | calm
south | -10.1 | NULL | ok
south | -10.2 | false | 
south | -11 | NULL | say "hi"
south | -12 | false | a, b
south | -13.4 | false | a, b
south | -18.9 | NULL | a, b
south | -19.7 | NULL | a, b
south | 10.9 | true | a, b
south | 18.3 | false | 
south | 20.8 | false | calm
south | 26.2 | false | calm
south | 3.1 | false | 
south | 33.7 | false | a, b
south | 35.5 | true | a, b
south | 5.5 | NULL | 
south | NULL | NULL | 
south | NULL | false | a, b
south | NULL | true | 
south | NULL | true | a, b
south | NULL | true | say "hi"
