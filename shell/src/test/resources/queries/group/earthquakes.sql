-- Real data with rows in rows: earthquakes by network and kind of magnitude.
CREATE TABLE quakes (id STRING, properties ROW<mag DOUBLE, net STRING, magType STRING, tsunami INT, sig INT>)
WITH ('connector' = 'filesystem', 'path' = '${EXAMPLES}/earthquakes.jsonl', 'format' = 'json');
SELECT properties.net AS net, properties.magType AS kind, COUNT(*) AS n, MAX(properties.mag) AS strongest,
  SUM(properties.sig) AS significance
FROM quakes GROUP BY properties.net, properties.magType;
---- duckdb
SELECT properties.net, properties.magType, count(*), max(properties.mag), sum(properties.sig)
FROM read_json('${EXAMPLES}/earthquakes.jsonl', format = 'newline_delimited',
  columns = {'properties': 'STRUCT(mag DOUBLE, net VARCHAR, magType VARCHAR, tsunami INT, sig INT)'}) GROUP BY 1, 2
---- rows
net STRING | kind STRING | n BIGINT NOT NULL | strongest DOUBLE | significance INT
ak | ml | 297 | 4.8 | 21486
ci | ml | 386 | 2.96 | 6877
hv | md | 36 | 2.64 | 1567
hv | ml | 10 | 2.46 | 684
mb | md | 9 | 1.31 | 100
mb | ml | 19 | 2.68 | 768
nc | md | 367 | 2.75 | 8771
nc | ml | 2 | 3.34 | 403
nc | mw | 1 | 4.33 | 295
nm | md | 5 | 1.93 | 208
nn | ml | 260 | 3.4 | 2609
pr | md | 62 | 3.83 | 7226
se | md | 1 | 0.54 | 4
us | mb | 105 | 5.4 | 34373
us | mb_lg | 15 | 3.1 | 1459
us | ml | 23 | 3.9 | 3725
us | mwr | 6 | 4.8 | 1515
us | mww | 19 | 6.4 | 9659
uu | md | 13 | 2.2 | 293
uu | ml | 20 | 2.6 | 1044
uw | md | 5 | 2.25 | 80
uw | ml | 46 | 3.12 | 1520
