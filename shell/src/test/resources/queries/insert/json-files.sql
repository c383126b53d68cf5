-- Windows into JSON files.
CREATE TABLE clicks (
  user_id INT, url STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/clicks', 'format' = 'json');

CREATE TABLE out_json (user_id INT, starts TIMESTAMP(3), clicks BIGINT) WITH ('connector' = 'filesystem', 'path' = '${OUT}/out_json', 'format' = 'json');
INSERT INTO out_json SELECT user_id, window_start, COUNT(*)
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY user_id, window_start, window_end;
---- duckdb
none: the file sink writes text
---- rows
out_json:
{"user_id":1,"starts":"2024-03-01 12:00:00","clicks":6}
{"user_id":1,"starts":"2024-03-01 12:01:00","clicks":4}
{"user_id":1,"starts":"2024-03-01 12:02:00","clicks":3}
{"user_id":2,"starts":"2024-03-01 12:00:00","clicks":5}
{"user_id":2,"starts":"2024-03-01 12:01:00","clicks":5}
{"user_id":2,"starts":"2024-03-01 12:02:00","clicks":5}
{"user_id":3,"starts":"2024-03-01 12:00:00","clicks":6}
{"user_id":3,"starts":"2024-03-01 12:01:00","clicks":3}
{"user_id":3,"starts":"2024-03-01 12:02:00","clicks":1}
{"user_id":4,"starts":"2024-03-01 12:00:00","clicks":12}
{"user_id":4,"starts":"2024-03-01 12:01:00","clicks":11}
{"user_id":4,"starts":"2024-03-01 12:02:00","clicks":6}
{"user_id":5,"starts":"2024-03-01 12:00:00","clicks":3}
{"user_id":5,"starts":"2024-03-01 12:01:00","clicks":6}
{"user_id":5,"starts":"2024-03-01 12:02:00","clicks":2}
{"user_id":6,"starts":"2024-03-01 12:00:00","clicks":3}
{"user_id":6,"starts":"2024-03-01 12:01:00","clicks":3}
{"user_id":6,"starts":"2024-03-01 12:02:00","clicks":2}
{"user_id":7,"starts":"2024-03-01 12:00:00","clicks":5}
{"user_id":7,"starts":"2024-03-01 12:01:00","clicks":7}
{"user_id":7,"starts":"2024-03-01 12:02:00","clicks":2}
{"user_id":null,"starts":"2024-03-01 12:00:00","clicks":10}
{"user_id":null,"starts":"2024-03-01 12:01:00","clicks":8}
{"user_id":null,"starts":"2024-03-01 12:02:00","clicks":2}
