MATCH (n) RETURN n LIMIT 3

match (n:Actor) return n.name order by n.name

MATCH (n:Entity) RETURN count(n)

MATCH (n:Entity) RETURN count(DISTINCT n.type) AS kinds

MATCH (n:Entity {name: 'Loop'}) RETURN n.id

MATCH (n:Entity) WHERE n.name = 'Loop' OR n.name = 'Hop' RETURN n.name ORDER BY n.name

MATCH (n:Entity) WHERE n.name IN ['Loop', 'Hop'] RETURN n.name ORDER BY n.name

MATCH (n:Entity) WHERE n.name STARTS WITH 'Lo' RETURN n.name

MATCH (n:Entity) WHERE n.name ENDS WITH 'op' RETURN n.name ORDER BY n.name

MATCH (n:Entity) WHERE n.name CONTAINS 'o' RETURN n.name ORDER BY n.name

MATCH (n:Entity) WHERE n.name =~ '(?i)l.*p' RETURN n.name

MATCH (n:Entity) WHERE NOT n.name = 'Loop' RETURN n.name ORDER BY n.name

MATCH (n:Entity) WHERE n.wikidata IS NULL RETURN count(*)

MATCH (n:Fact) WHERE n.date IS NOT NULL RETURN n.date ORDER BY n.date

MATCH (n:Fact) WHERE n.date >= '2024-05-01' AND n.date < '2024-06-01' RETURN n.label ORDER BY n.id

MATCH (n:Fact) WHERE '2024-05-01' <= n.date <= '2024-05-31' RETURN count(*)

MATCH (n:Fact) WHERE n:Ban OR n:Ultimatum RETURN n.label ORDER BY n.id

MATCH (n:Event) RETURN n.type, count(*) AS n ORDER BY n DESC, n.type

MATCH (n:Event) RETURN DISTINCT n.type ORDER BY n.type SKIP 1 LIMIT 2

MATCH (n:Event) RETURN n.type AS type, collect(n.label) AS labels ORDER BY type

MATCH (f:Event)-[:AGENT]->(a) RETURN a.name, f.label ORDER BY f.id, a.name

MATCH (a)<-[:AGENT]-(f:Event)-[:TARGET]->(b) RETURN a.name, b.name ORDER BY f.id

MATCH (f:Event)-[:AGENT|TARGET]->(a) RETURN f.label, a.name ORDER BY f.id, a.name

MATCH (f:Event)-[r]->(a:Entity) RETURN type(r), count(*) AS n ORDER BY n DESC, type(r)

MATCH (f:Fact)--(x) RETURN count(*)

MATCH (f)-[:CAUSES]->(g) RETURN f.label, g.label

MATCH (f)-[:CAUSES*1..3]->(g) RETURN f.label, g.label

MATCH p = (a:Entity {name: 'riders'})<-[:AGENT]-(f)-[:DESTINATION]->(b) RETURN length(p)

MATCH p = (a:Entity {name: 'riders'})-[*1..2]-(b:Entity {name: 'Hop'}) RETURN count(p)

MATCH p = shortestPath((a:Entity {name: 'riders'})-[:AGENT|OBJECT|ORIGIN|DESTINATION*..6]-(b:Entity {name: 'Alba'})) RETURN length(p)

MATCH p = allShortestPaths((a:Entity {name: 'riders'})-[:AGENT|OBJECT|ORIGIN|DESTINATION*..6]-(b:Entity {name: 'Alba'})) RETURN count(p)

MATCH p = (f:Ultimatum)-[:DEMAND]->(g) RETURN [n IN nodes(p) | n.label] AS labels, [r IN relationships(p) | type(r)] AS types

MATCH (f:Ultimatum) OPTIONAL MATCH (f)-[:CONSEQUENCE]->(g) RETURN f.label, g.label

OPTIONAL MATCH (n:Wedding) RETURN n

MATCH (c:Claim)-[:ABOUT]->(f:Fact) RETURN f.label, count(c) AS claims ORDER BY claims DESC, f.label LIMIT 3

MATCH (c:Claim)-[:STATED_IN]->(d:Document) RETURN d.publisher, count(*) AS n ORDER BY n DESC, d.publisher

MATCH (c:Claim)-[:CLAIMED_BY]->(s) RETURN s.name, c.quote ORDER BY c.id

MATCH (c:Claim)-[a:ARG]->(m:Mention)-[:REFERS_TO]->(e) RETURN a.role, e.name, count(*) AS n ORDER BY n DESC, a.role, e.name LIMIT 5

MATCH (c:Claim)-[a:ARG {role: 'subject'}]->(x:Claim) RETURN c.id, x.id

MATCH (d:Document)<-[:IN_DOCUMENT]-(m:Mention) WITH d, count(m) AS n WHERE n > 1 RETURN d.uri, n ORDER BY d.uri

MATCH (f:Fact) WITH f ORDER BY f.date DESC LIMIT 2 RETURN f.label

MATCH (f:Fact) WITH f.status AS status, count(*) AS n RETURN status, n ORDER BY n DESC, status

MATCH (f:Fact) WITH avg(f.belief) AS mean MATCH (g:Fact) WHERE g.belief >= mean RETURN count(g)

WITH 1 AS one RETURN one + 1 AS two

WITH [1, 2, 3] AS xs RETURN size(xs), head(xs), last(xs), xs[1], xs[0..2]

UNWIND [3, 1, 2] AS x RETURN x ORDER BY x

UNWIND range(1, 5) AS x WITH x WHERE x % 2 = 1 RETURN sum(x)

UNWIND ['Loop', 'Hop'] AS name MATCH (n:Entity {name: name}) RETURN n.id ORDER BY n.id

UNWIND [{k: 1, v: 'a'}, {k: 2, v: 'b'}] AS m RETURN m.k, m.v

RETURN 1 AS a UNION RETURN 2 AS a

RETURN 1 AS a UNION ALL RETURN 1 AS a

MATCH (n:Ban) RETURN n.label AS label UNION MATCH (n:Ultimatum) RETURN n.label AS label

CALL { MATCH (n:Ban) RETURN n.label AS label UNION MATCH (n:Ultimatum) RETURN n.label AS label } RETURN label ORDER BY label

CALL { MATCH (n:Entity) RETURN count(n) AS n } RETURN n

MATCH (f:Ban) CALL { WITH f MATCH (f)-[:AGENT]->(a) RETURN collect(a.name) AS who } RETURN f.label, who ORDER BY f.id

MATCH (n:Entity) WHERE EXISTS { MATCH (n)<-[:AGENT]-(:Ban) } RETURN n.name

MATCH (n:Entity) WHERE NOT EXISTS { MATCH (n)<-[:AGENT]-(:Event) } RETURN n.name ORDER BY n.name

MATCH (n:Entity) WHERE exists { (n)<-[:TARGET]-(:Ban) } RETURN n.name ORDER BY n.name

MATCH (n:Entity) WHERE (n)<-[:AGENT]-(:Ban) RETURN n.name

MATCH (n:Entity) WHERE NOT (n)<--(:Event) RETURN n.name

MATCH (n:Entity) RETURN n.name, COUNT { (n)<-[:AGENT]-() } AS acts ORDER BY acts DESC, n.name

MATCH (n:Entity) RETURN n.name, size([(n)<-[:AGENT]-(f) | f.label]) AS acts ORDER BY acts DESC, n.name

MATCH (n:Entity) RETURN n.name, [(n)<-[:TARGET]-(f:Ban) | f.label] AS bans ORDER BY n.name

RETURN [x IN range(1, 10) WHERE x % 2 = 0 | x * x] AS squares

RETURN [x IN [1, 2, 3] WHERE x > 1] AS xs, [x IN [1, 2, 3] | x + 1] AS ys

RETURN all(x IN [1, 2] WHERE x > 0), any(x IN [1, 2] WHERE x > 1), none(x IN [1] WHERE x > 1), single(x IN [1, 2] WHERE x = 1)

RETURN reduce(total = 0, x IN [1, 2, 3] | total + x) AS total

RETURN CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END AS word

RETURN CASE 3 WHEN 1 THEN 'one' WHEN 3 THEN 'three' ELSE 'other' END AS word

MATCH (f:Fact) RETURN f.label, CASE f.status WHEN 'asserted' THEN 1 ELSE 0 END AS sure ORDER BY f.id

RETURN coalesce(null, 'a', 'b') AS first

RETURN toUpper('a'), toLower('B'), trim('  c '), replace('aba', 'b', 'c'), substring('abcd', 1, 2), left('abcd', 2), right('abcd', 2)

RETURN split('a,b,c', ',') AS parts, reverse('abc') AS back, size('abcd') AS n

RETURN toInteger('12'), toFloat('1.5'), toString(12), toBoolean('true')

RETURN abs(-1), ceil(1.2), floor(1.8), round(1.5), sign(-3), sqrt(16)

RETURN 7 / 2, 7 % 2, 2 ^ 3, -1, +2, 1.5e3, 0xFF

RETURN 1 = 1, 1 <> 2, 1 < 2, 2 <= 2, 3 > 2, 3 >= 3, NOT false, true XOR false, true AND true, true OR false

RETURN null IS NULL, 1 IS NOT NULL, 1 IN [1, 2], 'a' + 'b', [1] + [2]

RETURN {a: 1, b: {c: [1, 2]}} AS m, {a: 1}.a AS one

WITH {name: 'x', list: [1, 2]} AS m RETURN m.name, m['list'][0], keys(m)

MATCH (n:Entity {name: 'Loop'}) RETURN n {.name, .type} AS some

MATCH (n:Entity {name: 'Loop'}) RETURN n {.*} AS whole

MATCH (n:Entity {name: 'Loop'}) RETURN properties(n) AS p

MATCH (n:Entity {name: 'Loop'}) RETURN labels(n), keys(n)

MATCH (n:Entity {name: 'Loop'})<-[r]-(f) RETURN DISTINCT type(r), startNode(r).label, endNode(r).name ORDER BY type(r), startNode(r).label

MATCH (n:Entity) RETURN min(n.name), max(n.name)

MATCH (f:Fact) RETURN sum(f.n_claims), avg(f.belief), count(f.date), count(*)

MATCH (f:Fact) RETURN percentileCont(f.belief, 0.5), stDev(f.belief)

MATCH (f:Fact) WHERE f.date IS NOT NULL RETURN date(f.date).year AS year, count(*) AS n ORDER BY year

RETURN date('2024-05-01') + duration({days: 3}) AS later

RETURN duration.inDays(date('2024-05-01'), date('2024-06-01')).days AS days

RETURN duration.between(date('2024-05-01'), date('2024-06-01')).months AS months

RETURN date('2024-05-01') < date('2024-06-01') AS before

MATCH (u:Ultimatum), (b:Ban) WHERE b.date > u.date RETURN u.label, b.label ORDER BY b.id

MATCH (a:Entity), (b:Entity) WHERE a.name < b.name RETURN count(*)

MATCH (a:Entity)<-[:AGENT]-(:Event)-[:TARGET]->(b:Entity)<-[:TARGET]-(:Event)-[:AGENT]->(c:Entity) WHERE a <> c RETURN DISTINCT a.name, c.name ORDER BY a.name, c.name

MATCH (f:Fact {status: 'disputed'})<-[:ABOUT]-(c) RETURN c.polarity, c.quote ORDER BY c.id

MATCH (f:Fact)<-[:ABOUT]-(c) WITH f, collect(DISTINCT c.polarity) AS sides WHERE size(sides) > 1 RETURN f.label

MATCH (f:Acquisition)-[:AGENT]->(a) WITH f, collect(a.name) AS buyers WHERE size(buyers) > 1 RETURN f.label, size(buyers)

CALL db.index.fulltext.queryNodes('documentText', 'spied') YIELD node RETURN node.uri ORDER BY node.uri

CALL db.index.fulltext.queryNodes("documentText", "loop AND ban*") YIELD node, score WHERE score > 0 RETURN node.uri ORDER BY node.uri

CALL db.index.fulltext.queryNodes('documentText', 'hop') YIELD node MATCH (node)<-[:STATED_IN]-(c:Claim) RETURN node.uri, count(c) AS n ORDER BY node.uri

CALL db.labels() YIELD label RETURN label ORDER BY label

CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType ORDER BY relationshipType

CALL db.labels()

// what CREATE, SET and DELETE would do is said in this comment
MATCH (n) RETURN count(n)

/* MERGE (n) */ MATCH (n) RETURN count(n) // DETACH DELETE n

MATCH (n) /* one
two; DROP */ RETURN count(n)

RETURN 'CREATE (n)' AS text, "DELETE; DROP" AS other, 'it\'s' AS joined

RETURN 'LOAD CSV FROM "file:///x"' AS text

RETURN 'a \' SET n.x = 1' AS text

RETURN "a \" REMOVE n.x" AS text

RETURN '// no comment' AS a, '/* nor this */' AS b

RETURN 'back quote `' AS a

MATCH (`a name`:Entity) RETURN `a name`.name AS `set` ORDER BY `set`

MATCH (n:Entity) RETURN n.`name` AS `delete` ORDER BY `delete`

MATCH (n:`Entity`)<-[:`AGENT`]-(f:`Event`) RETURN count(*)

MATCH (n) WHERE n.create IS NULL AND n.set IS NULL AND n.delete IS NULL RETURN count(n)

RETURN {create: 1, set: 2, merge: 3, drop: 4, load: 5} AS m

WITH {use: 1, show: 2} AS m RETURN m.use, m.show

MATCH (c:Claim) RETURN c.start AS start, c.end AS stop ORDER BY start, stop LIMIT 3

MATCH (created:Entity) RETURN created.name AS offset ORDER BY offset LIMIT 1

MATCH (n:Entity) WHERE n.name = $name RETURN n.id

MATCH (n:Entity) WHERE n.name IN $names RETURN n.name ORDER BY n.name

UNWIND $names AS name OPTIONAL MATCH (n:Entity {name: name}) RETURN name, n.id ORDER BY name

RETURN $number + 1 AS more, $name AS text, $names AS list

MATCH (n:Entity) RETURN n.name ORDER BY n.name SKIP $number LIMIT 2

MATCH (n:Entity) RETURN n.name ORDER BY n.name DESC LIMIT 2;

MATCH (n:Entity)
WHERE n.name = 'Loop'
WITH n
MATCH (n)<-[:TARGET]-(f)
RETURN f.label
ORDER BY f.id

MATCH (f:Fact)-[r]->(x) WHERE r.n IS NOT NULL RETURN type(r), sum(r.n) AS n ORDER BY n DESC, type(r)

MATCH (a:Entity)<-[:AGENT]-(f:Event) WITH a, count(f) AS acts ORDER BY acts DESC, a.name LIMIT 1 RETURN a.name, acts

MATCH (a:Entity) OPTIONAL MATCH (a)<-[:AGENT]-(f:Event) RETURN a.name, count(f) AS acts ORDER BY acts DESC, a.name

MATCH (a:Entity) OPTIONAL MATCH (a)<-[:AGENT]-(f:Event) WITH a, f ORDER BY f.date RETURN a.name, collect(f.label) AS labels ORDER BY a.name

MATCH (f:Event)-[:AGENT]->(a:Entity {name: 'Norland'}), (f)-[:TARGET]->(b) RETURN f.label, b.name ORDER BY f.id

MATCH (f:Event) WHERE any(t IN f.types WHERE t IN ['Coerce', 'Threaten']) RETURN f.label ORDER BY f.id

MATCH (f:Event) WHERE 'Threaten' IN f.types RETURN f.label

MATCH (f:Event) RETURN f.types[1] AS family, count(*) AS n ORDER BY n DESC, family

MATCH (e:Entity) WHERE size(e.names) > 1 RETURN e.name, e.names

MATCH (e:Entity) UNWIND e.names AS name RETURN name ORDER BY name

MATCH (m:Mention) RETURN m.form, count(*) AS n ORDER BY n DESC

MATCH (m:Mention)-[:REFERS_TO]->(e:Entity) WITH e, collect(DISTINCT m.text) AS texts RETURN e.name, texts ORDER BY e.name

MATCH (j:Decision) RETURN j.action, j.by, j.on

MATCH (x:Meta) RETURN x.schema

MATCH (d:Document) WHERE d.text CONTAINS 'ban' RETURN d.uri ORDER BY d.uri

MATCH (d:Document) RETURN d.uri, substring(d.text, 0, 10) AS beginning ORDER BY d.uri

MATCH (c:Claim)-[:STATED_IN]->(d) WHERE substring(d.text, c.start, c.end - c.start) = c.quote RETURN count(*)

MATCH (c:Claim) WHERE c.realis <> 'actual' RETURN c.realis, c.quote ORDER BY c.id

MATCH (c:Claim) WHERE c.certainty = 'certain' AND c.evidential = 'author' RETURN count(*)

MATCH (c:Claim) RETURN c.polarity, c.evidential, count(*) AS n ORDER BY n DESC, c.polarity, c.evidential

MATCH (a:Entity {name: 'Norland'})<-[:AGENT]-(f:Event)-[:TARGET]->(b:Entity) WITH b, collect(f.label) AS acts RETURN b.name, acts ORDER BY b.name

MATCH (a:Actor)<-[:AGENT]-(f:Event)-[:TARGET|OBJECT]->(b:Actor) WHERE a.id < b.id RETURN count(*)

MATCH (n:Entity) WITH n ORDER BY n.name WITH collect(n.name) AS names RETURN names[0] AS first, names[-1] AS last

MATCH (n:Entity) RETURN count(*) > 3 AS many

MATCH (n:Fact) RETURN n.label AS label, n.belief * 100 AS percent ORDER BY percent DESC, label LIMIT 3

MATCH (n:Fact) WHERE n.n_pos > 0 AND n.n_neg > 0 RETURN n.label

MATCH (f:Fact)-[:SUBJECT]->(a:Fact), (f)-[:OBJECT]->(b:Fact) RETURN a.label, b.label

MATCH (:Ban)-[c:CAUSES]->(:UserMigration) RETURN c.fact

// neo4j
MATCH (f:Ban) CALL (f) { MATCH (f)-[:AGENT]->(a) RETURN collect(a.name) AS who } RETURN f.label, who ORDER BY f.id

// neo4j
MATCH (n:Entity) RETURN n.name, COLLECT { MATCH (n)<-[:AGENT]-(f) RETURN f.label } AS acts ORDER BY n.name

// neo4j
MATCH p = SHORTEST 1 (a:Entity {name: 'riders'})-[:AGENT|OBJECT|ORIGIN|DESTINATION]-+(b:Entity {name: 'Alba'}) RETURN length(p)

// neo4j
MATCH (f:Fact)(()-[:CAUSES]->()){1,3}(g:Fact) RETURN count(*)

// neo4j
MATCH (n:Entity&!Place) RETURN count(n)

// neo4j
MATCH (n) WHERE n IS :: NODE RETURN count(n)
