-- Visits that are updated and deleted, each with the weight that its page had at its time.
CREATE TABLE visits (id INT, page STRING, ts TIMESTAMP(3), seconds INT, WATERMARK FOR ts AS ts - INTERVAL '10' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/visit-changes.json', 'format' = 'debezium-json');
CREATE TABLE weights (page STRING, weight INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (page) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/weights.csv', 'format' = 'csv', 'csv.header' = 'true');
CREATE TABLE history (page STRING, weight INT, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DATA}/weights.csv', 'format' = 'csv', 'csv.header' = 'true');

SELECT v.id, v.page, w.weight, w.ts AS since, v.seconds * w.weight AS points
FROM visits AS v LEFT JOIN weights FOR SYSTEM_TIME AS OF v.ts AS w ON v.page = w.page AND v.seconds > w.weight;
---- duckdb
SELECT v.id, v.page, w.weight, w.ts, v.seconds * w.weight
FROM visits v LEFT JOIN (SELECT x.id, h.* FROM visits x ASOF JOIN history h ON x.page = h.page AND x.ts >= h.ts) w
  ON v.id = w.id AND v.seconds > w.weight
---- rows
id INT | page STRING | weight INT | since TIMESTAMP(3) | points INT
10 | help | 11 | 2024-01-01 10:36:10 | 165
14 | home | NULL | NULL | NULL
15 | home | NULL | NULL | NULL
16 | home | 4 | 2024-01-01 10:14:27 | 48
18 | home | 4 | 2024-01-01 10:14:27 | 28
24 | home | NULL | NULL | NULL
26 | home | NULL | NULL | NULL
27 | help | NULL | NULL | NULL
28 | help | NULL | NULL | NULL
29 | home | 15 | 2024-01-01 10:27:07 | 330
30 | home | 8 | 2024-01-01 10:16:16 | 136
31 | help | NULL | NULL | NULL
32 | cart | NULL | NULL | NULL
33 | home | 15 | 2024-01-01 10:27:07 | 330
35 | cart | NULL | NULL | NULL
36 | home | 15 | 2024-01-01 10:27:07 | 435
37 | cart | NULL | NULL | NULL
38 | cart | NULL | NULL | NULL
39 | cart | NULL | NULL | NULL
40 | cart | NULL | NULL | NULL
42 | home | NULL | NULL | NULL
43 | home | 4 | 2024-01-01 10:14:27 | 32
44 | home | NULL | NULL | NULL
45 | cart | 2 | 2024-01-01 10:07:13 | 34
46 | help | NULL | NULL | NULL
47 | home | NULL | NULL | NULL
48 | help | 9 | 2024-01-01 10:19:53 | 189
49 | help | NULL | NULL | NULL
50 | home | NULL | NULL | NULL
51 | home | 15 | 2024-01-01 10:27:07 | 315
52 | cart | 18 | 2024-01-01 10:37:59 | 414
53 | help | NULL | NULL | NULL
54 | help | NULL | NULL | NULL
55 | help | 9 | 2024-01-01 10:19:53 | 225
56 | home | NULL | NULL | NULL
57 | help | NULL | NULL | NULL
58 | home | NULL | NULL | NULL
59 | help | NULL | NULL | NULL
60 | help | NULL | NULL | NULL
