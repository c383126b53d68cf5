-- Windows of processing time: only the sums of the counts are a function of the data.
SELECT bidder, count(*) AS bid_count FROM bid GROUP BY bidder;
