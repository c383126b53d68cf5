CREATE TABLE gone (n INT) WITH ('connector' = 'blackhole');

INSERT INTO gone VALUES (1), (2);
