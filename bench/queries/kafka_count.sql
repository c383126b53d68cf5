-- Bids per bidder in tumbling windows, from the topic 'bids' to another, exactly once; runs on Flink as it is.
-- Variables: broker, and topic for the counts.
CREATE TABLE bids (
  auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING,
  WATERMARK FOR `dateTime` AS `dateTime` - INTERVAL '4' SECOND
) WITH (
  'connector' = 'kafka', 'topic' = 'bids', 'properties.bootstrap.servers' = '${broker}', 'format' = 'json',
  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
  'properties.isolation.level' = 'read_committed'
);

CREATE TABLE counts (bidder BIGINT, num BIGINT, window_start TIMESTAMP(3), window_end TIMESTAMP(3)) WITH (
  'connector' = 'kafka', 'topic' = '${topic}', 'properties.bootstrap.servers' = '${broker}', 'format' = 'json',
  'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = '${topic}',
  'properties.transaction.timeout.ms' = '600000'
);

INSERT INTO counts
SELECT bidder, COUNT(*) AS num, window_start, window_end
FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(`dateTime`), INTERVAL '10' SECOND))
GROUP BY bidder, window_start, window_end;
