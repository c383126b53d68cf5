-- Windows that begin seven seconds after the minute.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

SELECT window_start, COUNT(*) AS clicks
FROM TABLE(TUMBLE(DATA => TABLE clicks, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '1' MINUTE, `OFFSET` => INTERVAL '7' SECOND))
GROUP BY window_start, window_end;
---- duckdb
SELECT time_bucket(INTERVAL '1 minute', ts, INTERVAL '7 seconds'), count(*) FROM clicks GROUP BY 1
---- rows
window_start TIMESTAMP(3) NOT NULL | clicks BIGINT NOT NULL
2024-03-01 11:59:07 | 5
2024-03-01 12:00:07 | 51
2024-03-01 12:01:07 | 47
2024-03-01 12:02:07 | 17
