-- Windows of instants are cut in local time: a day with 23 hours.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE instants (n INT, `time` TIMESTAMP_LTZ(3), WATERMARK FOR `time` AS `time`)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/instants.json', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');
SELECT window_start, window_end, COUNT(*) AS n, MIN(`time`) AS first_time FROM TABLE(TUMBLE(TABLE instants, DESCRIPTOR(`time`), INTERVAL '1' DAY))
GROUP BY window_start, window_end;
---- duckdb
SELECT d, d + INTERVAL 1 DAY, count(*), min(time) FROM (SELECT *, date_trunc('day', time AT TIME ZONE 'Europe/Berlin')::TIMESTAMP AS d FROM instants) GROUP BY d
---- rows
window_start TIMESTAMP(3) NOT NULL | window_end TIMESTAMP(3) NOT NULL | n BIGINT NOT NULL | first_time TIMESTAMP_LTZ(3)
2024-03-30 00:00:00 | 2024-03-31 00:00:00 | 2 | 2024-03-30 20:00:00Z
2024-03-31 00:00:00 | 2024-04-01 00:00:00 | 5 | 2024-03-30 23:00:00Z
2024-04-01 00:00:00 | 2024-04-02 00:00:00 | 2 | 2024-03-31 22:00:00Z
