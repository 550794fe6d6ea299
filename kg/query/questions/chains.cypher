// Chains of causes that end in an event of a class
// param type: class, the class of the last event
// param steps: number = 4, at most so many causes one after the other
// column length: how many causes
// column chain: the events, first cause first
// column statuses: how sure each of them is
// column claims: the claims about the events and the causes
MATCH p = (a:Fact)-[:CAUSES*1..6]->(b:Fact)
WHERE $type IN b.types AND length(p) <= $steps AND NOT EXISTS { MATCH (k:Fact)-[:CAUSES]->(a) }
WITH nodes(p) AS events, [n IN nodes(p) | n.id] + [r IN relationships(p) | r.fact] AS ids
UNWIND ids AS id
MATCH (:Fact {id: id})<-[:ABOUT]-(c:Claim)
WITH events, c.id AS claim ORDER BY claim
WITH events, collect(DISTINCT claim) AS claims
RETURN size(events) - 1 AS length, [n IN events | n.label] AS chain, [n IN events | n.status] AS statuses, claims
ORDER BY length DESC, chain, [n IN events | n.id]
