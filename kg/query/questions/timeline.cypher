// What happened to an actor and what it did, in order of time
// param actor: actor, whose timeline
// param since: date = "", leave out what ended before, and what has no date
// param until: date = "9999", leave out what began after
// param skip: number = 0, leave out so many rows first
// param count: number = 50, show so many rows
// column date: when, as finely as it is known; what has no date comes last
// column event: what happened or held
// column type: its class
// column roles: what part the actor has in it
// column status: how sure it is
// column sources: how many independent publishers say so
// column claims: the claims behind the row
MATCH (:Entity {name: $actor})<-[:AGENT|TARGET|OBJECT|PARTNER|ORIGIN|DESTINATION|TOPIC|PLACE|INSTRUMENT|BENEFICIARY|RESULT|DEMAND|CONSEQUENCE|SUBJECT]-(f:Fact)
WHERE coalesce(f.time_end, '') >= $since AND left(coalesce(f.time_start, ''), size($until)) <= $until
WITH DISTINCT f
ORDER BY coalesce(f.time_start, '9999'), coalesce(f.time_end, '9999'), f.id SKIP $skip LIMIT $count
MATCH (f)-[r:AGENT|TARGET|OBJECT|PARTNER|ORIGIN|DESTINATION|TOPIC|PLACE|INSTRUMENT|BENEFICIARY|RESULT|DEMAND|CONSEQUENCE|SUBJECT]->(x:Entity)
WHERE x.name = $actor
WITH f, toLower(type(r)) AS role ORDER BY role
WITH f, collect(DISTINCT role) AS roles
MATCH (f)<-[:ABOUT]-(c:Claim)
WITH f, roles, c.id AS claim ORDER BY claim
WITH f, roles, collect(claim) AS claims
RETURN f.date AS date, f.label AS event, f.type AS type, roles, f.status AS status, f.n_sources AS sources, claims
ORDER BY coalesce(f.time_start, '9999'), coalesce(f.time_end, '9999'), f.id
