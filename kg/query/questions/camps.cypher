// Whom two camps both act on
// param camp: actors, the names of one camp
// param other: actors, the names of the other camp
// param count: number = 50, show so many rows
// column target: whom both act on
// column by_camp: in how many events the first camp acts on it
// column by_other: in how many events the other camp does
// column camp_types: in what kinds of events the first camp does
// column other_types: in what kinds of events the other camp does
// column claims: the claims behind the row
UNWIND $camp AS name
MATCH (a:Entity {name: name})<-[:AGENT]-(f:Event)-[:TARGET|OBJECT|PARTNER|BENEFICIARY]->(x:Actor)
WHERE NOT x.name IN $camp AND NOT x.name IN $other
WITH x, f ORDER BY f.type
WITH x, collect(DISTINCT f.id) AS first, collect(DISTINCT f.type) AS camp_types
MATCH (x)<-[:TARGET|OBJECT|PARTNER|BENEFICIARY]-(g:Event)-[:AGENT]->(b:Entity)
WHERE b.name IN $other
WITH x, first, camp_types, g ORDER BY g.type
WITH x, first, camp_types, collect(DISTINCT g.id) AS second, collect(DISTINCT g.type) AS other_types
ORDER BY size(first) + size(second) DESC, x.name, x.id LIMIT $count
UNWIND first + second AS id
MATCH (:Fact {id: id})<-[:ABOUT]-(c:Claim)
WITH x, first, second, camp_types, other_types, c.id AS claim ORDER BY claim
WITH x, first, second, camp_types, other_types, collect(DISTINCT claim) AS claims
RETURN x.name AS target, size(first) AS by_camp, size(second) AS by_other, camp_types, other_types, claims
ORDER BY by_camp + by_other DESC, target, x.id
