// Which moves of users were caused by bans
// param steps: number = 3, how many causes there may be between ban and move
// column ban: the ban
// column ban_status: how sure the ban is
// column date: when users moved
// column moved: the move
// column origin: what users left
// column destination: where they went
// column amount: how many moved
// column status: how sure the move is
// column claims: the claims about the ban, the move and the causes between them
MATCH p = (b:Ban)-[:CAUSES*1..6]->(m:UserMigration)
WHERE length(p) <= $steps
WITH b, m, [n IN nodes(p) | n.id] + [r IN relationships(p) | r.fact] AS ids
UNWIND ids AS id
MATCH (:Fact {id: id})<-[:ABOUT]-(c:Claim)
WITH b, m, c.id AS claim ORDER BY claim
WITH b, m, collect(DISTINCT claim) AS claims
OPTIONAL MATCH (m)-[:ORIGIN]->(o:Entity)
WITH b, m, claims, o.name AS name ORDER BY name
WITH b, m, claims, collect(name) AS origin
OPTIONAL MATCH (m)-[:DESTINATION]->(t:Entity)
WITH b, m, claims, origin, t.name AS name ORDER BY name
WITH b, m, claims, origin, collect(name) AS destination
RETURN b.label AS ban, b.status AS ban_status, m.date AS date, m.label AS moved, origin, destination, m.quantity AS amount, m.status AS status, claims
ORDER BY coalesce(m.time_start, '9999'), m.id, b.id
