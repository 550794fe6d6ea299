// How two actors are connected: the shortest chains of events and states, step by step
// param start: actor, where the chain starts
// param finish: actor, where it ends
// param paths: number = 3, show so many chains, when several are equally short
// column path: the number of the chain
// column step: the number of the step in it
// column actor: from whom
// column role: in what part
// column event: what connects the two, or holds the other event
// column date: when
// column next: to whom
// column next_role: in what part
// column status: how sure it is
// column claims: the claims behind the step
MATCH (a:Entity {name: $start}), (b:Entity {name: $finish})
WHERE a.id <> b.id
WITH a, b
MATCH p = allShortestPaths((a)-[:AGENT|TARGET|OBJECT|PARTNER|ORIGIN|DESTINATION|TOPIC|PLACE|INSTRUMENT|BENEFICIARY|RESULT|DEMAND|CONSEQUENCE|SUBJECT*..8]-(b))
WITH [n IN nodes(p) | n.id] AS ids, [n IN nodes(p) | coalesce(n.name, n.label)] AS names, [r IN relationships(p) | toLower(type(r))] AS roles
WITH ids, names, roles, reduce(key = '', i IN ids | key + i) + reduce(key = '', r IN roles | key + r) AS key
ORDER BY key LIMIT $paths
WITH collect(ids) AS all_ids, collect(names) AS all_names, collect(roles) AS all_roles
UNWIND range(0, size(all_ids) - 1) AS i
WITH i, all_ids[i] AS ids, all_names[i] AS names, all_roles[i] AS roles
UNWIND range(1, size(ids) - 2) AS k
MATCH (f:Fact {id: ids[k]})<-[:ABOUT]-(c:Claim)
WITH i, k, size([n IN range(1, k) WHERE ids[n] STARTS WITH 'f_']) AS step, names, roles, f, c.id AS claim ORDER BY claim
WITH i, k, step, names, roles, f, collect(claim) AS claims
RETURN i + 1 AS path, step, names[k - 1] AS actor, roles[k - 1] AS role, f.label AS event, f.date AS date, names[k + 1] AS next, roles[k] AS next_role, f.status AS status, claims
ORDER BY path, step
