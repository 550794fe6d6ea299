// The most active pairs of actors in a period: who acts on whom
// param since: date = "", leave out what ended before, and what has no date
// param until: date = "9999", leave out what began after
// param count: number = 20, show so many rows
// column actor: who acts
// column on: on whom
// column events: in how many events
// column reports: in how many claims
// column types: in what kinds of events
// column claims: the claims behind the row
MATCH (a:Actor)
CALL {
  WITH a
  MATCH (a)<-[:AGENT]-(f:Event)-[:TARGET|PARTNER|BENEFICIARY|OBJECT]->(b:Actor)
  WHERE a.id <> b.id AND coalesce(f.time_end, '') >= $since AND left(coalesce(f.time_start, ''), size($until)) <= $until
  WITH DISTINCT b, f
  WITH b, count(f) AS events, sum(f.n_claims) AS reports
  RETURN b, events, reports
  ORDER BY events DESC, reports DESC, b.name, b.id LIMIT $count
}
WITH a, b, events, reports
ORDER BY events DESC, reports DESC, a.name, b.name, a.id, b.id LIMIT $count
MATCH (a)<-[:AGENT]-(f:Event)-[:TARGET|PARTNER|BENEFICIARY|OBJECT]->(b)
WHERE coalesce(f.time_end, '') >= $since AND left(coalesce(f.time_start, ''), size($until)) <= $until
WITH DISTINCT a, b, events, reports, f
MATCH (f)<-[:ABOUT]-(c:Claim)
WITH a, b, events, reports, f.type AS type, c.id AS claim ORDER BY type, claim
WITH a, b, events, reports, collect(DISTINCT type) AS types, collect(claim) AS claims
RETURN a.name AS actor, b.name AS on, events, reports, types, claims
ORDER BY events DESC, reports DESC, actor, on, a.id, b.id
