-- Joins of two tables that change.
CREATE TABLE orders (
  id INT, customer STRING, product STRING, amount DECIMAL(10, 2), quantity INT, PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'filesystem', 'path' = '${DATA}/order-changes.json', 'format' = 'debezium-json');

CREATE TABLE customers (name STRING, city STRING, credit INT, PRIMARY KEY (name) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = '${DATA}/customer-changes.json', 'format' = 'maxwell-json');

SELECT id, product, city, credit FROM orders JOIN customers ON customer = name AND quantity < credit;
---- rows
id INT NOT NULL | product STRING | city STRING | credit INT
105 | milk | oslo | 7
108 | milk | oslo | 4
109 | tea | rome | 6
110 | tea | NULL | 6
112 | milk | rome | 6
114 | milk | oslo | 7
115 | tea | oslo | 7
117 | milk | NULL | 6
12 | rice | rome | 6
121 | salt | oslo | 4
124 | salt | rome | 6
129 | salt | rome | 6
130 | rice | oslo | 8
131 | tea | oslo | 7
132 | tea | NULL | 6
135 | milk | oslo | 7
136 | salt | oslo | 4
137 | rice | oslo | 8
138 | tea | oslo | 8
139 | salt | oslo | 8
140 | milk | oslo | 7
141 | rice | NULL | 6
147 | rice | oslo | 7
152 | tea | rome | 6
153 | salt | oslo | 7
154 | milk | oslo | 8
155 | tea | oslo | 7
156 | salt | oslo | 7
164 | rice | oslo | 8
165 | rice | oslo | 7
169 | salt | NULL | 6
170 | rice | oslo | 7
172 | rice | oslo | 8
174 | tea | oslo | 4
180 | tea | oslo | 4
181 | tea | rome | 6
182 | milk | oslo | 8
183 | rice | rome | 6
185 | tea | NULL | 6
187 | salt | NULL | 6
191 | milk | rome | 6
193 | tea | oslo | 8
195 | rice | NULL | 6
196 | salt | rome | 6
197 | rice | oslo | 8
199 | milk | oslo | 4
201 | rice | oslo | 8
204 | tea | oslo | 4
206 | milk | oslo | 8
207 | tea | oslo | 7
210 | rice | oslo | 8
212 | tea | oslo | 8
213 | rice | NULL | 6
214 | milk | NULL | 6
215 | salt | oslo | 8
217 | tea | NULL | 6
22 | milk | oslo | 8
220 | milk | oslo | 8
223 | salt | oslo | 8
224 | rice | oslo | 7
226 | milk | oslo | 7
227 | salt | oslo | 4
228 | milk | NULL | 6
230 | rice | rome | 6
232 | tea | NULL | 6
233 | salt | rome | 6
234 | tea | oslo | 8
235 | tea | oslo | 8
237 | tea | oslo | 7
28 | salt | oslo | 7
3 | salt | NULL | 6
40 | milk | NULL | 6
45 | milk | NULL | 6
52 | salt | rome | 6
53 | milk | oslo | 7
56 | salt | oslo | 4
59 | salt | NULL | 6
62 | salt | oslo | 7
63 | tea | NULL | 6
67 | rice | oslo | 8
70 | rice | NULL | 6
71 | milk | rome | 6
74 | salt | rome | 6
75 | milk | oslo | 4
76 | milk | oslo | 4
80 | milk | oslo | 7
85 | salt | oslo | 7
90 | milk | rome | 6
91 | rice | oslo | 7
93 | milk | oslo | 8
94 | tea | rome | 6
95 | milk | oslo | 7
98 | tea | NULL | 6
