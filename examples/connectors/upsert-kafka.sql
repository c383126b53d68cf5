-- Needs a broker at ${BROKERS} with the topic 'counts'.
CREATE TABLE orders (customer INT, amount INT)
WITH ('connector' = 'datagen', 'number-of-rows' = '1000', 'fields.customer.min' = '1', 'fields.customer.max' = '9');

CREATE TABLE counts (customer INT NOT NULL, orders BIGINT, PRIMARY KEY (customer) NOT ENFORCED)
WITH (
  'connector' = 'upsert-kafka', 'topic' = 'counts', 'properties.bootstrap.servers' = '${BROKERS}',
  'key.format' = 'json', 'value.format' = 'json'
);

INSERT INTO counts SELECT customer, COUNT(*) FROM orders GROUP BY customer;
