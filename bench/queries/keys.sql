CREATE TABLE `keys` (k BIGINT, v BIGINT)
WITH ('connector' = 'filesystem', 'path' = '${data}/${format}/keys', 'format' = '${format}');
