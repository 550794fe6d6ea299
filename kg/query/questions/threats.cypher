// Who threatened an actor, over what, when, and according to whom
// param target: actor, who is threatened
// param since: date = "", leave out what ended before, and what has no date
// param until: date = "9999", leave out what began after
// column date: when, as finely as it is known
// column who: who threatens
// column threat: the kind of threat
// column over: what is demanded, what follows, what it is about
// column status: how sure it is that the threat was made
// column sources: who says so: named speakers, else publishers
// column claims: the claims behind the row
MATCH (x:Entity {name: $target})<-[:TARGET]-(f:Threaten)
WHERE coalesce(f.time_end, '') >= $since AND left(coalesce(f.time_start, ''), size($until)) <= $until
MATCH (f)<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (c)-[:CLAIMED_BY]->(s:Entity)
WITH f, c, coalesce(s.name, d.publisher, d.uri) AS source ORDER BY source, c.id
WITH f, collect(DISTINCT source) AS sources, collect(DISTINCT c.id) AS claims
OPTIONAL MATCH (f)-[:AGENT]->(a:Entity)
WITH f, sources, claims, a.name AS name ORDER BY name
WITH f, sources, claims, collect(name) AS who
OPTIONAL MATCH (f)-[:DEMAND|CONSEQUENCE|TOPIC|OBJECT]->(o)
WITH f, sources, claims, who, coalesce(o.name, o.label) AS name ORDER BY name
WITH f, sources, claims, who, collect(DISTINCT name) AS over
RETURN f.date AS date, who, f.type AS threat, over, f.status AS status, sources, claims
ORDER BY coalesce(f.time_start, '9999'), f.id
