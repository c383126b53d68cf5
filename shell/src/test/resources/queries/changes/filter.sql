-- Rows that come to pass a condition and pass it no more.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

SELECT id, amount * 2 AS twice FROM orders WHERE quantity > 2 AND customer <> 'bob';
---- rows
id INT NOT NULL | twice DECIMAL(21, 2)
109 | 9.48
112 | 196.86
12 | 9.68
129 | 187.2
130 | 172.44
133 | 170.42
135 | 50.28
136 | 21.04
138 | 111.24
139 | 182.74
140 | 127.56
142 | 13.62
147 | 102.12
152 | 25.68
153 | 121.4
155 | 5.82
156 | 104.5
160 | 73.42
162 | 126.1
165 | 18.56
171 | 177.26
174 | 76.4
175 | 71.18
176 | 182.38
178 | 193.78
181 | 88.16
182 | 184.44
191 | 46.54
192 | 81.22
196 | 153.9
197 | 180.88
201 | 187.48
202 | 72.14
203 | 28.76
205 | 40.64
206 | 65.6
207 | 10.94
209 | 97.72
210 | 125.04
212 | 113.1
22 | 152.72
220 | 112.34
223 | 23.64
224 | 173.26
227 | 66.94
230 | 184.18
233 | 41.26
235 | 183.36
30 | 35.4
39 | 34.8
52 | 2.04
66 | 53.04
67 | 17.82
69 | 52.38
74 | 123.58
76 | 65.96
85 | 109.82
90 | 51.82
91 | 154.84
93 | 18.72
94 | 106.68
