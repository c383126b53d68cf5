-- First start a server, such as: nc -lk 9999
CREATE TABLE words (word STRING) WITH ('connector' = 'socket', 'hostname' = 'localhost', 'port' = '9999', 'format' = 'raw');

SELECT word, COUNT(*) AS times FROM words GROUP BY word;
