// What followed an ultimatum within some days, with the same target
// param days: number = 30, within so many days
// param type: class = "Ultimatum", the class of the first event
// param since: date = "", leave out first events that ended before
// param until: date = "9999", leave out first events that began after
// param skip: number = 0, leave out so many first events
// param count: number = 100, look at so many first events, the earliest ones; one with two targets counts twice
// column date: when the first event was
// column first: the first event
// column target: its target
// column days: how many days later, by the last day that each may have been; only what is known to the day or week counts
// column then: what followed
// column type: its class
// column status: how sure it is
// column claims: the claims behind both
MATCH (u:Event)
WHERE $type IN u.types AND u.time_granularity IN ['day', 'week']
  AND u.time_end >= $since AND left(coalesce(u.time_start, ''), size($until)) <= $until
MATCH (u)-[:TARGET]->(x:Entity)
WITH u, x ORDER BY u.time_end, u.id, x.id SKIP $skip LIMIT $count
WITH u, x, toString(date(u.time_end) + duration({days: $days})) AS latest
MATCH (x)<-[:TARGET|OBJECT|AGENT]-(g:Event)
WHERE g.time_end >= u.time_end AND g.time_end <= latest AND g.id <> u.id AND g.time_granularity IN ['day', 'week']
WITH DISTINCT u, x, g, duration.inDays(date(u.time_end), date(g.time_end)).days AS days
UNWIND [u.id, g.id] AS id
MATCH (:Fact {id: id})<-[:ABOUT]-(c:Claim)
WITH u, x, g, days, c.id AS claim ORDER BY claim
WITH u, x, g, days, collect(claim) AS claims
RETURN u.date AS date, u.label AS first, x.name AS target, days, g.label AS then, g.type AS type, g.status AS status, claims
ORDER BY u.time_end, u.id, days, g.id, x.id
