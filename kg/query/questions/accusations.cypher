// Which outlets print accusations against whom most often
// param since: date = "", leave out what ended before, and what has no date
// param until: date = "9999", leave out what began after
// param count: number = 20, show so many rows
// column outlet: who prints it
// column accused: against whom
// column reports: in how many claims
// column own_voice: how many of them nobody else is named for
// column events: how many accusations they speak of
// column claims: the claims behind the row
MATCH (f:Accuse)-[:TARGET]->(x:Actor)
WHERE coalesce(f.time_end, '') >= $since AND left(coalesce(f.time_start, ''), size($until)) <= $until
MATCH (f)<-[:ABOUT]-(c:Claim {polarity: 'pos'})-[:STATED_IN]->(d:Document)
WITH coalesce(d.publisher, d.uri) AS outlet, x, f, c ORDER BY c.id
WITH outlet, x, count(DISTINCT f.id) AS events, sum(CASE WHEN c.evidential = 'author' THEN 1 ELSE 0 END) AS own_voice, collect(DISTINCT c.id) AS claims
RETURN outlet, x.name AS accused, size(claims) AS reports, own_voice, events, claims
ORDER BY reports DESC, events DESC, outlet, accused, x.id LIMIT $count
