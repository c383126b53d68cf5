-- q2: selection of some auctions.
CREATE TABLE sink (auction BIGINT, price BIGINT) WITH ('connector' = '${SINK}');

INSERT INTO sink
SELECT auction, price FROM bid WHERE MOD(auction, 123) = 0;
