CREATE (n)

CREATE (n:Entity {id: 'x'})

create (n:Entity) return n

CREATE (a:Entity {id: 'x'})-[:OWNS]->(b:Entity {id: 'y'})

MATCH (a:Entity), (b:Entity) CREATE (a)-[:OWNS]->(b)

MATCH (n) CREATE (m) RETURN m

WITH 1 AS x CREATE (m {x: x})

UNWIND range(1, 10) AS i CREATE (n {i: i})

OPTIONAL MATCH (n:None) CREATE (m)

CALL { CREATE (n) }

CALL { CREATE (n) RETURN n } RETURN n

CALL { WITH 1 AS x CREATE (n) } RETURN 1

MATCH (n) CALL { WITH n CREATE (m) } RETURN n

MATCH (n) CALL (n) { CREATE (m) } RETURN n

CALL { CALL { CREATE (n) } RETURN 1 AS x } RETURN x

MERGE (n:Entity {id: 'x'})

merge (n:Entity {id: 'x'}) on create set n.name = 'x'

MERGE (n:Entity {id: 'x'}) ON MATCH SET n.name = 'x'

MATCH (a), (b) MERGE (a)-[:OWNS]->(b)

MATCH (n) MERGE (n)-[:OWNS]->(:Entity {id: 'x'})

UNWIND $names AS name MERGE (n:Entity {id: name})

INSERT (n:Entity {id: 'x'})

MATCH (a) INSERT (a)-[:OWNS]->(:Entity)

MATCH (n) SET n.name = 'x'

MATCH (n) SET n += {name: 'x'}

MATCH (n) SET n = {name: 'x'}

MATCH (n) SET n = $names

MATCH (n) SET n:Evil

MATCH (n) SET n IS Evil

MATCH ()-[r]->() SET r.n = 0

MATCH (n) WITH n SET n.name = 'x' RETURN n

MATCH (n) WHERE n.name = 'Loop' SET n.name = 'Loup'

MATCH (n) SET n['name'] = 'x'

MATCH (n) SET n.`name` = 'x'

MATCH (n) REMOVE n.name

MATCH (n) REMOVE n:Actor

MATCH ()-[r]->() REMOVE r.n

MATCH (n) WITH n LIMIT 1 REMOVE n.name RETURN n

MATCH (n) DELETE n

MATCH (n) DETACH DELETE n

MATCH (n) NODETACH DELETE n

match (n) detach delete n

MATCH ()-[r]->() DELETE r

MATCH p = ()-->() DELETE p

MATCH (n) WITH n LIMIT 1 DETACH DELETE n

MATCH (n) DELETE n RETURN 1

MATCH (n) WITH collect(n) AS ns FOREACH (n IN ns | DETACH DELETE n)

FOREACH (i IN [1] | CREATE (n))

FOREACH (i IN range(1, 3) | MERGE (:Entity {id: i}))

MATCH (n) FOREACH (x IN [n] | SET x.name = 'x')

MATCH (n) FOREACH (x IN [n] | FOREACH (y IN [x] | REMOVE y.name))

MATCH (n) RETURN n UNION CREATE (m) RETURN m AS n

MATCH (n) RETURN n UNION ALL MATCH (n) DELETE n RETURN n

CALL { MATCH (n) RETURN n UNION CREATE (n) RETURN n } RETURN n

MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n

MATCH (n) RETURN COUNT { CREATE (m) RETURN m }

MATCH (n) RETURN COLLECT { MERGE (m) RETURN m }

MATCH (n) WITH n WHERE n.x = 1 OR true CREATE (m)

CREATE INDEX FOR (n:Entity) ON (n.name)

CREATE INDEX evil IF NOT EXISTS FOR (n:Entity) ON (n.name)

CREATE RANGE INDEX evil FOR (n:Entity) ON (n.name)

CREATE TEXT INDEX evil FOR (n:Entity) ON (n.name)

CREATE POINT INDEX evil FOR (n:Entity) ON (n.name)

CREATE LOOKUP INDEX evil FOR (n) ON EACH labels(n)

CREATE FULLTEXT INDEX evil FOR (n:Entity) ON EACH [n.name]

CREATE VECTOR INDEX evil FOR (n:Entity) ON (n.name)

CREATE CONSTRAINT evil FOR (n:Entity) REQUIRE n.name IS UNIQUE

CREATE CONSTRAINT evil IF NOT EXISTS FOR (n:Entity) REQUIRE n.name IS NOT NULL

CREATE CONSTRAINT evil FOR ()-[r:OWNS]-() REQUIRE r.x IS UNIQUE

CREATE OR REPLACE CONSTRAINT evil FOR (n:Entity) REQUIRE n.name IS UNIQUE

DROP INDEX claim_by

DROP INDEX documentText IF EXISTS

DROP CONSTRAINT entity_id

DROP CONSTRAINT entity_id IF EXISTS

CREATE INDEX ON :Entity(name)

DROP INDEX ON :Entity(name)

CREATE CONSTRAINT ON (n:Entity) ASSERT n.name IS UNIQUE

CREATE USER eve SET PASSWORD 'secretsecret'

CREATE USER eve SET PLAINTEXT PASSWORD 'secretsecret' CHANGE NOT REQUIRED

CREATE OR REPLACE USER neo4j SET PASSWORD 'secretsecret'

ALTER USER neo4j SET PASSWORD 'secretsecret'

ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'secretsecret'

DROP USER neo4j

RENAME USER neo4j TO eve

SHOW USERS

SHOW CURRENT USER

CREATE ROLE evil

DROP ROLE reader

RENAME ROLE a TO b

SHOW ROLES WITH USERS

GRANT ROLE admin TO eve

REVOKE ROLE admin FROM eve

GRANT ALL ON DATABASE * TO eve

GRANT WRITE ON GRAPH * TO reader

DENY READ {*} ON GRAPH * TO reader

REVOKE GRANT ACCESS ON DATABASE * FROM reader

SHOW PRIVILEGES

SHOW USER PRIVILEGES AS COMMANDS

CREATE DATABASE evil

CREATE OR REPLACE DATABASE neo4j

CREATE COMPOSITE DATABASE evil

ALTER DATABASE neo4j SET ACCESS READ ONLY

DROP DATABASE neo4j

DROP DATABASE neo4j DESTROY DATA

START DATABASE neo4j

STOP DATABASE neo4j

SHOW DATABASES

SHOW DEFAULT DATABASE

SHOW HOME DATABASE

CREATE ALIAS evil FOR DATABASE neo4j

ALTER ALIAS evil SET DATABASE TARGET neo4j

DROP ALIAS evil FOR DATABASE

SHOW ALIASES FOR DATABASE

ENABLE SERVER 'x'

ALTER SERVER 'x' SET OPTIONS {modeConstraint: 'PRIMARY'}

RENAME SERVER 'x' TO 'y'

REALLOCATE DATABASES

DEALLOCATE DATABASES FROM SERVER 'x'

DROP SERVER 'x'

SHOW SERVERS

SHOW INDEXES

SHOW ALL CONSTRAINTS YIELD *

SHOW FUNCTIONS

SHOW PROCEDURES EXECUTABLE

SHOW SETTINGS

SHOW TRANSACTIONS

SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message

TERMINATE TRANSACTION 'neo4j-transaction-1'

TERMINATE TRANSACTIONS 'a', 'b'

SHOW SUPPORTED PRIVILEGES

USE neo4j MATCH (n) RETURN n

USE system SHOW USERS

USE graph.byName('x') MATCH (n) RETURN n

CALL { USE system MATCH (n) RETURN n } RETURN n

MATCH (n) CALL { USE other RETURN 1 AS x } RETURN x

LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row

load csv from "file:///etc/passwd" as row return row

LOAD CSV WITH HEADERS FROM 'http://harbour.example/a.csv' AS row RETURN row

LOAD CSV FROM 'https://harbour.example/' + 'a.csv' AS row RETURN row

LOAD CSV FROM 'ftp://harbour.example/a.csv' AS row RETURN row

LOAD CSV FROM $name AS row RETURN row

WITH 'file:///etc/passwd' AS url LOAD CSV FROM url AS row RETURN row

MATCH (n:Entity) LOAD CSV FROM 'http://harbour.example/?' + n.name AS row RETURN row

LOAD CSV FROM 'http://harbour.example/' AS row FIELDTERMINATOR ';' RETURN row

LOAD CSV FROM 'file:///a' AS row CREATE (n {x: row[0]})

LOAD/**/CSV FROM 'file:///a' AS row RETURN row

LOAD // x
CSV FROM 'file:///a' AS row RETURN row

CALL { LOAD CSV FROM 'file:///a' AS row RETURN row } RETURN row

USING PERIODIC COMMIT 500 LOAD CSV FROM 'file:///a' AS row CREATE (n)

RETURN 1 AS x UNION LOAD CSV FROM 'file:///a' AS x RETURN x

CALL dbms.listConfig()

CALL dbms.components()

CALL dbms.info()

CALL dbms.listConnections()

CALL dbms.killConnection('bolt-1')

CALL dbms.killConnections(['bolt-1'])

CALL dbms.queryJmx('*:*')

CALL dbms.clientConfig()

CALL dbms.cluster.routing.getRoutingTable({})

CALL dbms.routing.getRoutingTable({})

CALL dbms.security.listUsers()

CALL dbms.security.createUser('eve', 'secretsecret', false)

CALL dbms.security.changePassword('secretsecret')

CALL dbms.upgrade()

CALL dbms.setConfigValue('db.transaction.timeout', '0')

CALL dbms.showCurrentUser()

CALL db.info()

CALL db.ping()

CALL db.checkpoint()

CALL db.clearQueryCaches()

CALL db.createLabel('Evil')

CALL db.createProperty('evil')

CALL db.createRelationshipType('EVIL')

CALL db.awaitIndexes()

CALL db.resampleIndex('x')

CALL db.prepareForReplanning()

CALL db.propertyKeys()

CALL db.schema.visualization()

CALL db.schema.nodeTypeProperties()

CALL db.stats.collect('QUERIES')

CALL db.stats.retrieve('QUERIES')

CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()

CALL db.index.fulltext.queryRelationships('x', 'y')

CALL db.index.fulltext.drop('documentText')

CALL db.index.vector.queryNodes('x', 1, [1.0])

CALL db.create.setNodeVectorProperty(null, 'x', [1.0])

CALL db.cdc.current()

CALL tx.setMetaData({a: 1})

CALL tx.getMetaData()

CALL jmx.queryBeans('*')

CALL apoc.cypher.runWrite('CREATE (n)', {})

CALL apoc.cypher.doIt('CREATE (n)', {})

CALL apoc.load.json('http://harbour.example/a.json')

CALL apoc.export.csv.all('/evil.csv', {})

CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})

CALL apoc.trigger.add('x', 'CREATE (n)', {})

CALL apoc.util.sleep(10000)

CALL gds.graph.drop('x')

CALL `apoc`.`create`.node(['X'], {})

CALL `dbms.listConfig`()

CALL Dbms.ListConfig()

CALL dbms . listConfig ( )

CALL dbms./* x */listConfig()

CALL db.labels.more()

CALL labels()

CALL $name()

MATCH (n) CALL dbms.listConfig() YIELD name RETURN name

MATCH (n) CALL db.labels() YIELD label CALL db.createLabel(label) RETURN label

OPTIONAL CALL dbms.listConfig() YIELD name RETURN name

CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name

RETURN 1 AS x UNION CALL dbms.listConfig() YIELD name RETURN name AS x

MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS

MATCH (n) CALL { WITH n SET n.x = 1 } IN TRANSACTIONS OF 10 ROWS

MATCH (n) CALL (n) { SET n.x = 1 } IN CONCURRENT TRANSACTIONS

MATCH (n) CALL (n) { RETURN 1 AS x } IN 4 CONCURRENT TRANSACTIONS OF 10 ROWS RETURN x

UNWIND range(1, 3) AS i CALL { WITH i CREATE (n {i: i}) } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE

UNWIND range(1, 3) AS i CALL { WITH i RETURN i AS x } IN TRANSACTIONS RETURN x

UNWIND [1] AS i CALL { WITH i RETURN 1 AS x } in /* x */ transactions RETURN x

UNWIND [1] AS i CALL { WITH i RETURN 1 AS x } IN TRANSACTIONS REPORT STATUS AS s RETURN s

BEGIN

COMMIT

ROLLBACK

BEGIN TRANSACTION

EXPLAIN MATCH (n) DETACH DELETE n

EXPLAIN MATCH (n) RETURN n

PROFILE CREATE (n)

PROFILE MATCH (n) RETURN n

EXPLAIN CREATE USER eve SET PASSWORD 'secretsecret'

CYPHER 5 CREATE (n)

CYPHER runtime=interpreted MATCH (n) DELETE n

CYPHER planner=cost EXPLAIN MATCH (n) RETURN n

MATCH (n) RETURN n; CREATE (m)

MATCH (n) RETURN n;CREATE (m);

RETURN 1; RETURN 2

; CREATE (n)

MATCH (n) RETURN 'a'; MATCH (m) DETACH DELETE m //'

CREATE/**/(n)

/**/CREATE (n)

// x
CREATE (n)

/* CREATE */ CREATE (n) /* RETURN */

/*/ CREATE (n) /*/ CREATE (m)

MATCH (n) // RETURN n
DELETE n

MATCH (n)/*
*/DELETE/*
*/n

MATCH (n) WHERE n.name = 'it''s' DELETE n

MATCH (n) WHERE n.name = 'it\'s' DELETE n

MATCH (n) WHERE n.name = "a\"" DELETE n

MATCH (n) WHERE n.name = '\\' DELETE n //'

MATCH (n) WHERE n.name = '//' DELETE n

MATCH (n) WHERE n.name = '/*' DELETE n //*/

MATCH (n {`a``b`: 1}) DELETE n

MATCH (n) WHERE n.`//` = 1 DELETE n

MATCH (n) RETURN `n` UNION MATCH (`n`) DELETE `n` RETURN 1 AS `n`

MATCH (n) WHERE n.name = 'a' \u0044ELETE n

MATCH (n) \u0053ET n.x = 1

\u0043REATE (n)

MATCH (n) WHERE n.name = '\u0027 DELETE n //'

MATCH (n) RETURN n /* \u002a\u002f DELETE n /* */

MATCH (n) WHERE n.x = 1DELETE n

MATCH (n) WHERE n.x = .5DELETE n

MATCH (n) WHERE n.x = 1e5DELETE n

MATCH (n) WHERE n.x = 0xFFDELETE n

MATCH (n) WHERE n.x = $number DELETE n

MATCH (n) WHERE n.x IN [1]DELETE n

MATCH (n)DELETE n

MATCH (n) WHERE(true)DELETE n

MATCH (delete) DELETE delete

MATCH (set) SET set.x = 1

MATCH (n) WITH n AS create CREATE (m)

MATCH (n:As) WITH n AS as DELETE as

MATCH (n) WHERE n:Set SET n.x = 1

MATCH (n) RETURN n ORDER BY n.set SET n.x = 1

START n = node(*) DELETE n

PERIODIC COMMIT CREATE (n)

:use system

:server user-add

SELECT * FROM Entity

DELETE FROM Entity

INSERT INTO Entity SET name = 'x'

UPDATE Entity SET name = 'x'

TRUNCATE TYPE Entity

CREATE VERTEX TYPE Evil

IMPORT DATABASE 'file:///a'

ALTER TYPE Entity NAME Evil

FINISH

LET x = 1 CREATE (n)

NEXT CREATE (n)

WHEN true THEN CREATE (n)
