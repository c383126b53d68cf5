-- Writes the events of examples/nexmark/tables.sql to files, a directory for each kind. Variables: data, a directory; format.
CREATE TABLE person_file (
  id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING, `dateTime` TIMESTAMP(3),
  extra STRING
) WITH ('connector' = 'filesystem', 'path' = '${data}/${format}/person', 'format' = '${format}');

CREATE TABLE auction_file (
  id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT, `dateTime` TIMESTAMP(3),
  expires TIMESTAMP(3), seller BIGINT, category BIGINT, extra STRING
) WITH ('connector' = 'filesystem', 'path' = '${data}/${format}/auction', 'format' = '${format}');

CREATE TABLE bid_file (
  auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING
) WITH ('connector' = 'filesystem', 'path' = '${data}/${format}/bid', 'format' = '${format}');

EXECUTE STATEMENT SET BEGIN
INSERT INTO person_file SELECT * FROM person;
INSERT INTO auction_file SELECT * FROM auction;
INSERT INTO bid_file SELECT * FROM bid;
END;
