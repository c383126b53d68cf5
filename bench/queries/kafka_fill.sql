-- Fills the topic 'bids' with Nexmark's bids as JSON. Variables: data, format, broker.
SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE';

CREATE TABLE bids (
  auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING
) WITH (
  'connector' = 'kafka', 'topic' = 'bids', 'properties.bootstrap.servers' = '${broker}', 'format' = 'json',
  'sink.delivery-guarantee' = 'at-least-once'
);

INSERT INTO bids SELECT * FROM bid;
