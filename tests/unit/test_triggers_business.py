"""What business, platforms, speech and relations are called in the news, in other words than the ontology's examples.

A line of FIRES is a class, a sentence and the actors that its claim holds; a line of SILENT, a class and a sentence that
uses its words for something else.
"""

from __future__ import annotations

import pytest

from kg.model import Claim, Evidence
from tests import corpus

FIRES = """
Election | Lars Holm was voted in as mayor of Gothenburg. | agent=Lars Holm
Election | The Greens took 12 seats in the regional election in Bavaria. | agent=Greens
Election | Kenya will go to the polls on August 9. | place=Kenya
LegislativeVote | Lawmakers in Berlin backed the platform bill by 310 votes to 190. | agent=Lawmakers
LegislativeVote | The bill cleared the Senate on Thursday. | agent=Senate
LegislativeVote | Senators voted 52-48 to advance the app store bill. | agent=Senators
BillIntroduced | Senator Jane Rowe put forward a bill to curb app stores. | agent=Jane Rowe
BillIntroduced | The Danish government submitted a draft law on data brokers to parliament. | agent=government
BillIntroduced | The European Commission unveiled a draft regulation on delivery apps. | agent=European Commission
LawEnacted | France has brought in a law on delivery apps. | agent=France
LawEnacted | King Harald gave royal assent to the bill. | agent=Harald
LawEnacted | The adoption of the data law by Denmark took years. | agent=Denmark
ExecutiveOrder | The governor issued an order closing all bars. | agent=governor
ExecutiveOrder | By decree, President Sato dissolved the agency. | agent=Sato
ExecutiveOrder | The transport ministry issued a directive to ferry operators. | agent=ministry; target=operators
Regulation | The EU toughened its rules for delivery platforms. | agent=EU; target=platforms
Regulation | The regulator set limits on fees that app stores charge. | agent=regulator
Regulation | The ministry required ferry operators to publish prices. | agent=ministry; target=operators
CourtRuling | The decision by the High Court in London cleared Nordvik of fraud. | agent=High Court
CourtRuling | A California jury awarded the drivers $5 million. | agent=jury; target=drivers
CourtRuling | The court ruled in favour of the drivers. | agent=court; target=drivers
Appointment | Maria Lund takes over as chief executive of Nordvik. | target=Maria Lund
Appointment | Nordvik picked Jens Dahl to lead its ferry unit. | agent=Nordvik; target=Jens Dahl
Appointment | Maria Lund will become Nordvik's chief executive in May. | object=chief executive; target=Maria Lund
Dismissal | The president relieved General Kato of his duties. | agent=president; target=Kato
Dismissal | The finance minister was forced out over the leak. | target=finance minister
Dismissal | The firing of Jens Dahl by Loopride angered investors. | agent=Loopride; target=Jens Dahl
Acquisition | Salesforce gained control of Slack last year. | agent=Salesforce; object=Slack
Acquisition | Broadcom closed its $61 billion deal for VMware. | agent=Broadcom; object=VMware
Acquisition | Microsoft's takeover of Activision cleared its last hurdle. | agent=Microsoft; object=Activision
Merger | The tie-up between Sony and Honda was announced in March. | agent=Honda; agent=Sony
Merger | Discovery merged with WarnerMedia. | agent=Discovery; partner=WarnerMedia
Divestiture | Yahoo unloaded its stake in Alibaba. | agent=Yahoo
Divestiture | Siemens hived off its energy arm. | agent=Siemens
Divestiture | ByteDance was forced to part with TikTok. | agent=ByteDance; object=TikTok
Investment | SoftBank poured $300 million into the dog-walking app Wag. | agent=SoftBank; target=Wag
Investment | The start-up Klarna raised $800 million from investors. | agent=investors; target=Klarna
Investment | Saudi Arabia's wealth fund put $3.5 billion into Uber. | agent=fund; target=Uber
ListingIPO | Airbnb floated on the Nasdaq in 2020. | agent=Airbnb; object=Nasdaq
ListingIPO | Arm listed in New York last year. | agent=Arm
ListingIPO | The IPO of Alibaba was the largest ever. | agent=Alibaba
Bankruptcy | WeWork filed for Chapter 11 protection. | agent=WeWork
Bankruptcy | Wirecard became insolvent in June. | agent=Wirecard
Layoff | Spotify will reduce its headcount by 17 percent. | agent=Spotify
Layoff | Intel dismissed 5,000 employees. | agent=Intel; target=employees
Layoff | Tesla fired hundreds of employees in Buffalo. | agent=Tesla; target=employees
EarningsReport | Netflix earned $1.4 billion in the second quarter. | agent=Netflix
EarningsReport | Nokia swung to a loss in the third quarter. | agent=Nokia
EarningsReport | Nokia turned a profit for the first time in years. | agent=Nokia
MarketEntry | Uber is moving into Pakistan. | agent=Uber; place=Pakistan
MarketEntry | IKEA opened its first store in Slovenia. | agent=IKEA; place=Slovenia
MarketEntry | Starbucks entered Italy in 2018. | agent=Starbucks; place=Italy
MarketExit | McDonald's left Russia in 2022. | agent=McDonald's; place=Russia
MarketExit | Deliveroo ceased operations in Australia. | agent=Deliveroo; place=Australia
MarketExit | LinkedIn shut down its service in China. | agent=LinkedIn; place=China
ContractAwarded | Siemens was awarded a contract by Deutsche Bahn. | agent=Deutsche Bahn; target=Siemens
ContractAwarded | Poland has commissioned Hyundai to supply tanks. | agent=Poland; target=Hyundai
ContractAwarded | Alstom landed an order from Egypt for 55 trains. | agent=Egypt; target=Alstom
UserMigration | More than a million people signed up for Bluesky in a day. | agent=people; destination=Bluesky
UserMigration | Users who left Facebook went to Instagram. | agent=Users; destination=Instagram
UserMigration | Instagram attracted thousands of TikTok creators. | agent=creators; destination=Instagram
RankingChange | Xiaohongshu rose to the top of the App Store charts. | agent=Xiaohongshu
RankingChange | Lemon8 shot up the rankings last week. | agent=Lemon8
RankingChange | TikTok overtook Google as the most visited site. | agent=TikTok
MetricChange | Shares of Apple slid 4 percent on Monday. | agent=Apple
MetricChange | Tesla shares gained 6 percent. | agent=Tesla
MetricChange | Volvo's sales were up 12 percent. | agent=Volvo
ProductLaunch | Instagram is testing a feature that hides likes. | agent=Instagram
ProductLaunch | Samsung showed off a folding phone in Seoul. | agent=Samsung
ProductUpdate | Instagram tweaked its algorithm in March. | agent=Instagram
ProductUpdate | Apple fixed a bug in iMessage. | agent=Apple
ProductUpdate | WhatsApp changed its privacy policy. | agent=WhatsApp
ServiceOutage | WhatsApp was down for hours on Monday. | agent=WhatsApp
ServiceOutage | A glitch took Slack offline. | agent=Slack
ServiceOutage | Twitter was hit by an outage in Japan. | agent=Twitter; place=Japan
ContentRemoval | Meta's removal of the posts drew criticism. | agent=Meta
ContentRemoval | TikTok purged 50 million videos. | agent=TikTok
ContentRemoval | Instagram blocked posts with the hashtag. | agent=Instagram
AccountSuspension | Facebook locked the accounts of two journalists. | agent=Facebook; target=journalists
AccountSuspension | Twitter suspended several journalists. | agent=Twitter; target=journalists
StoreDelisting | TikTok disappeared from the App Store in India. | origin=App Store; target=TikTok
StoreDelisting | The removal of Parler from the App Store followed. | origin=App Store; target=Parler
StoreDelisting | Google banned Parler from its app store. | agent=Google; origin=app store; target=Parler
DataBreach | Customer data was stolen from Uber. | target=Uber
DataBreach | The leak of Twitch's source code was confirmed. | target=Twitch
Statement | Meta's spokeswoman Ada Moss acknowledged that the app had failed. | agent=Ada Moss
Statement | The ministry pointed out that Uber had a licence. | agent=ministry
Announcement | Tesla has unveiled plans to build a plant in Mexico. | agent=Tesla
Announcement | The merger was announced by Sony on Monday. | agent=Sony
Announcement | Sony's announcement of the plan came late. | agent=Sony
Forecast | Goldman Sachs expects oil prices to rise. | agent=Goldman Sachs
Forecast | Intel lowered its outlook for the year. | agent=Intel
Forecast | The World Bank estimates that growth will slow. | agent=World Bank
SurveyResult | A report by Ofcom found that children use the app. | agent=Ofcom
SurveyResult | A poll conducted by Ipsos showed that voters were split. | agent=Ipsos
SurveyResult | According to a survey by Pew, half of teenagers use TikTok. | agent=Pew
ReportPublished | Ofcom has put out a study of streaming. | agent=Ofcom
ReportPublished | The Guardian ran an article on Uber. | agent=Guardian
ReportPublished | The European Commission issued a white paper on AI. | agent=European Commission
Disaster | Heavy rain flooded parts of Libya. | place=Libya
Disaster | Japan was struck by a typhoon. | place=Japan
Disaster | A volcano erupted in Iceland. | place=Iceland
Accident | A bus plunged off a bridge in Italy. | place=Italy
Accident | A ferry sank off Senegal. | place=Senegal
Accident | A truck ran into a crowd in France. | place=France
Death | Thirty people lost their lives in Turkey. | agent=people
Death | Two Danish miners suffocated in Chile. | agent=miners; place=Chile
Injury | A police officer suffered burns in Paris. | agent=officer
Injury | The blast left 30 workers injured in Lagos. | agent=workers
Injury | Injuries to two workers were reported by Tesla. | agent=workers
Outbreak | Uganda is battling an Ebola outbreak. | place=Uganda
Outbreak | The cholera epidemic in Yemen grew. | place=Yemen
Owns | Berkshire holds a 20 percent stake in Coca-Cola. | object=Coca-Cola; subject=Berkshire
Owns | Porsche controls Volkswagen. | object=Volkswagen; subject=Porsche
Owns | WhatsApp belongs to Meta. | object=WhatsApp; subject=Meta
SubsidiaryOf | YouTube is a unit of Google. | object=Google; subject=YouTube
PartOf | Instagram is part of Meta. | object=Meta; subject=Instagram
MemberOf | Hungary belongs to the European Union. | object=European Union; subject=Hungary
WorksFor | Anna Berg is employed by Google. | object=Google; subject=Anna Berg
WorksFor | Anna Berg works at Google. | object=Google; subject=Anna Berg
HeadOf | Satya Nadella runs Microsoft from Seattle. | object=Microsoft; subject=Satya Nadella
HeadOf | Sundar Pichai is the CEO of Google. | object=Google; subject=Sundar Pichai
HeadOf | Nokia, led by Pekka Lundmark, cut jobs. | object=Nokia; subject=Pekka Lundmark
FoundedBy | Daniel Ek set up Spotify in 2006. | object=Daniel Ek; subject=Spotify
FoundedBy | Telegram, created by Pavel Durov, is popular. | object=Pavel Durov; subject=Telegram
FoundedBy | Spotify was founded by Daniel Ek in 2006. | object=Daniel Ek; subject=Spotify
HeadquarteredIn | Nokia has its headquarters in Finland. | object=Finland; subject=Nokia
HeadquarteredIn | Spotify is based in Stockholm. | subject=Spotify
HeadquarteredIn | Twitter, headquartered in Texas, cut jobs. | subject=Twitter
OperatesIn | Bolt serves customers in Kenya. | object=Kenya; subject=Bolt
OperatesIn | Bolt does business in Kenya. | object=Kenya; subject=Bolt
OperatesIn | Bolt has offices in Kenya and Ghana. | object=Ghana; object=Kenya; subject=Bolt
Operates | Uber runs the app Postmates. | object=Postmates; subject=Uber
Operates | Rosatom operates the nuclear plant in Turkey. | subject=Rosatom
Develops | The app Lensa was developed by Prisma. | object=Lensa; subject=Prisma
AvailableOn | The app can be downloaded from the App Store. | object=App Store; subject=app
Imitates | Threads is modelled on Twitter. | object=Twitter
Imitates | Threads resembles Twitter. | object=Twitter
Imitates | Instagram copied Snapchat with Stories. | object=Snapchat; subject=Instagram
Uses | Protesters relied on Telegram in Hong Kong. | object=Telegram; subject=Protesters
Uses | Millions of Indians use WhatsApp. | object=WhatsApp; subject=Indians
CompetesWith | Lyft takes on Uber in Canada. | object=Uber; subject=Lyft
PartnerOf | Norway is a partner of the EU. | object=EU; subject=Norway
AffiliatedWith | The school is affiliated with Stanford. | object=Stanford; subject=school
Publishes | Axel Springer publishes the newspaper Bild. | object=Bild; subject=Axel Springer
LocatedIn | The plant is located in Hungary. | object=Hungary
CitizenOf | Anna Berg is a Danish citizen. | object=Danish; subject=Anna Berg
TiesTo | The bank is linked to the Norwegian transport ministry. | object=ministry; subject=bank
AlliedWith | Poland is allied with Canada. | object=Canada; subject=Poland
Funds | Norway provides funding to UNESCO. | object=UNESCO; subject=Norway
Disaster | A bushfire razed dozens of homes in Greece. | place=Greece
Disaster | The typhoon made landfall in Taiwan on Monday. | place=Taiwan
Accident | The dam collapsed in Brazil on Sunday. | place=Brazil
Death | The landslide claimed the lives of twelve miners in Colombia. | agent=miners; place=Colombia
Death | Two pensioners froze to death in Moscow. | agent=pensioners
Injury | Kenyan striker Peter Otieno broke his ankle in Nairobi. | agent=Peter Otieno
Injury | Ten workers were rushed to hospital in Leeds. | agent=workers
Outbreak | The number of cholera infections in Malawi has doubled. | place=Malawi
UserMigration | Thousands of users ditched Reddit for Lemmy. | agent=users; origin=Reddit
UserMigration | Jonas Hagel quit Twitch last month. | agent=Jonas Hagel; origin=Twitch
RankingChange | Duolingo shot to the top spot in the App Store. | agent=Duolingo; object=App Store
MetricChange | Netflix lost subscribers for a second quarter. | agent=Netflix; object=subscribers
ProductLaunch | Lidl brought out its own oat milk. | agent=Lidl
ProductUpdate | WhatsApp now lets users edit messages. | agent=WhatsApp
ProductUpdate | Twitter doubled the character limit to 280. | agent=Twitter
ServiceOutage | Customers were unable to log in to Instagram. | agent=Instagram
ContentRemoval | YouTube pulled two episodes of the podcast. | agent=YouTube
AccountSuspension | Several journalists were locked out of Facebook. | agent=Facebook; target=Several journalists
AccountSuspension | Etsy deactivated the profiles of 200 sellers. | agent=Etsy; target=sellers
StoreDelisting | Fortnite was thrown out of the App Store. | origin=App Store; target=Fortnite
DataBreach | Hackers stole the addresses of customers of British Airways. | agent=Hackers; target=British Airways
DataBreach | Customer records from Vodafone surfaced online. | target=Vodafone
Denial | Samsung dismissed the rumours of a merger. | agent=Samsung
Denial | The senator maintained his innocence. | agent=senator
Rejection | Voters in Zermatt voted against the cable car. | agent=Voters
Veto | The president refused his signature to the reform. | agent=president
CallForTalks | China called for urgent talks with Japan. | agent=China; target=Japan
PolicyAdvocacy | Economists signed a petition for a wealth tax. | agent=Economists
PolicyAdvocacy | Farmers are lobbying the Dutch government to cut taxes. | agent=Farmers; target=Dutch government
Ceasefire | Sudan's army agreed to halt fighting. | agent=army
Release | Thai police released the student on bail. | agent=Thai police; target=student
Resignation | Sheikh Hasina gave up power in August. | agent=Hasina
SanctionsLifted | The European Union removed two oligarchs from its blacklist. | agent=European Union; target=oligarchs
AidCut | Germany has slashed its aid budget. | agent=Germany
Conviction | Kremlin critic jailed for 25 years | target=Kremlin critic
Expulsion | Australia cancelled the singer's visa. | agent=Australia; target=singer
Fine | Tesco was hit with a £12 million bill. | target=Tesco
Fine | UBS paid $20 million to settle charges of fraud. | target=UBS
RelationsBroken | Ties between Mali and Algeria were severed. | agent=Algeria; agent=Mali
SanctionImposed | Britain froze the assets of the oligarch Pavel Orlov. | agent=Britain; target=Pavel Orlov
SanctionImposed | China halted imports from Japan. | agent=China; target=Japan
AgreementSigned | Kenya signed up to the charter. | agent=Kenya
Apology | The Belgian king asked for forgiveness. | agent=Belgian king
Defence | Her colleagues came to the professor's defence. | agent=colleagues; target=professor
Endorsement | Poland is in favour of the plan. | agent=Poland
Forgiveness | Barcelona accepted the striker's apology. | target=striker
Praise | Visitors to London raved about the museum. | agent=Visitors
Recognition | Moscow's recognition of the Taliban surprised India. | target=Taliban
ThreatOfForce | Iran vowed to attack Israel. | agent=Iran; target=Israel
ThreatOfSanction | Donald Trump threatened to impose a tariff on Mexico. | agent=Donald Trump; target=Mexico
ThreatOfSanction | The European Union is considering sanctions against Georgia. | agent=European Union; target=Georgia
Ultimatum | The rebels gave the Malian army 48 hours to leave. | agent=rebels; target=Malian army
ContractAwarded | Palantir won a £330 million deal to build a platform. | target=Palantir
Divestiture | Yandex sold its Russian business to a group of investors. | agent=Yandex; destination=investors
EarningsReport | Pfizer beat expectations in the third quarter. | agent=Pfizer
Investment | BlackRock took a stake in Vodafone. | agent=BlackRock; target=Vodafone
MarketEntry | Netflix arrived in South Korea. | agent=Netflix; place=South Korea
MarketExit | Carrefour closed its shops in Jordan. | agent=Carrefour
Merger | Paramount and Skydance closed their merger. | agent=Paramount; agent=Skydance
Owns | Volkswagen holds 30 percent of the shares in Navistar. | object=Navistar; subject=Volkswagen
PartOf | Greenland belongs to Denmark. | object=Denmark
MemberOf | Finland has been in NATO since 2023. | object=NATO; subject=Finland
MemberOfParty | Labour MP Nadia Rahimi spoke first. | object=Labour; subject=Nadia Rahimi
AffiliatedWith | The militia is aligned with Iran. | object=Iran; subject=militia
FoundedBy | Jack Ma started Alibaba in 1999. | object=Jack Ma; subject=Alibaba
Funds | The study is paid for by the Wellcome Trust. | subject=Wellcome Trust
HeadOf | Tim Cook is the chief executive of Apple. | object=Apple; subject=Tim Cook
HoldsPosition | Anna Berg holds the premiership. | subject=Anna Berg
HeadquarteredIn | Red Cross headquarters in Geneva were closed. | subject=Red Cross
InCountry | Rotterdam is a port in the Netherlands. | object=Netherlands
CitizenOf | Pavel Durov holds a French passport. | object=French; subject=Pavel Durov
CitizenOf | Maria Lund is a citizen of Norway. | object=Norway; subject=Maria Lund
OperatesIn | Uber is active in Poland. | object=Poland; subject=Uber
HasJurisdictionOver | Ofcom is the regulator of the BBC. | object=BBC; subject=Ofcom
GovernmentOf | Afghanistan is ruled by the Taliban. | object=Afghanistan; subject=Taliban
Operates | Deutsche Bahn runs 40,000 trains. | subject=Deutsche Bahn
Develops | Google is working on a chatbot. | subject=Google
Imitates | Threads is a copy of Twitter. | object=Twitter
Uses | Most teenagers are on TikTok. | object=TikTok; subject=Most teenagers
AlliedWith | Belarus, Moscow's closest ally, sent tanks. | subject=Belarus
TiesTo | The senator's relationship with Gazprom is old. | object=Gazprom; subject=senator
HoldsStance | Hungary is sceptical about the plan. | subject=Hungary
ContrastedWith | In contrast to Haiti, the Dominican Republic has grown. | object=Haiti; subject=Dominican Republic
AlsoKnownAs | Marlon Diggs performs under the name Lil Quarry. | object=Lil Quarry; subject=Marlon Diggs
"""
SILENT = """
Election | Loopride won the price war in Denmark.
LegislativeVote | The board approved the bonus.
BillIntroduced | The waiter presented the bill.
LawEnacted | The medicine took effect within an hour.
ExecutiveOrder | Diners issued an order for soup.
Regulation | The valve regulates the flow of water.
CourtRuling | The king ruled for 30 years.
Appointment | The couple named their baby Maria.
Dismissal | The workers removed the snow.
Merger | The lanes merge near Oslo.
Divestiture | The shop sells bread in Oslo.
Investment | The farmer raised sheep in Norway.
ListingIPO | The agency listed the risks.
Bankruptcy | The tent collapsed in Oslo.
Layoff | Nokia cut the price of its phones.
EarningsReport | Nokia lost a patent case in Germany.
MarketEntry | Soldiers entered Mali.
MarketExit | Anna Berg left Norway for a holiday.
ContractAwarded | The judge ordered Boeing to pay.
UserMigration | Birds migrate to Norway in spring.
RankingChange | Anna Berg climbed the stairs in Oslo.
MetricChange | The plane dropped 300 leaflets over Oslo.
ProductLaunch | Russia launched missiles at Kyiv.
ProductUpdate | Reporters updated the story in Oslo.
ServiceOutage | The sun went down over Oslo.
ContentRemoval | The surgeon removed a tumour in Oslo.
AccountSuspension | Norway suspended talks with Russia.
StoreDelisting | Thieves removed the safe from the store in Oslo.
DataBreach | Water leaked from a pipe in Oslo.
Statement | Anna Berg told the time in Oslo.
Announcement | The scan revealed a crack in the Oslo bridge.
Forecast | The film was projected on a wall in Oslo.
SurveyResult | Anna Berg surveyed the damage in Oslo.
ReportPublished | Norway released two prisoners.
Accident | The Twitter app crashed.
Injury | The fine hurt Nokia's profits.
Outbreak | Rumours spread in Norway.
Owns | Nokia owned up to mistakes in Oslo.
SubsidiaryOf | Norway has a division of tanks.
PartOf | Nokia took part in the fair.
MemberOf | Members of the crowd cheered in Oslo.
WorksFor | The trick works for Nokia.
HeadOf | The road leads to Oslo.
HoldsPosition | The hall served as a hospital in Oslo.
FoundedBy | The claim is founded on fear in Oslo.
HeadquarteredIn | The film is based on a book in Norway.
OperatesIn | Surgeons operated in Oslo.
Operates | Anna Berg ran a race in Oslo.
Develops | A storm developed over Norway.
AvailableOn | Anna Berg was not available on Monday.
Imitates | It looks like rain in Oslo.
Uses | Police used tear gas in Paris.
CompetesWith | Anna Berg competes in Oslo.
TiesTo | Rain was linked to floods in Norway.
Funds | Nokia found funds in Oslo.
Accident | The ferry operator capped its fares in Oslo.
Accident | Nokia ran over budget in Oslo.
Death | Nokia took its time in Oslo.
Injury | Anna Berg broke her promise in Oslo.
Outbreak | The police reported 12 cases in Oslo.
Disaster | Applause erupted in Oslo.
UserMigration | Nokia switched to wind power in Norway.
MetricChange | Anna Berg lost her keys in Oslo.
ProductUpdate | Anna Berg now lets her flat in Oslo.
ServiceOutage | Anna Berg was unable to sleep in Oslo.
ContentRemoval | The dentist pulled two teeth in Oslo.
AccountSuspension | Nokia closed the books in Oslo.
StoreDelisting | The guests were thrown out of the bar in Oslo.
DataBreach | Thieves stole the car of Anna Berg.
Denial | Norway rejected the offer of Sweden.
Rejection | Hunters shot down two ducks in Norway.
Veto | Anna Berg sent back the soup in Oslo.
CallForTalks | The phone call for the plumber came late in Oslo.
PolicyAdvocacy | Anna Berg signed the letter in Oslo.
Ceasefire | The army ended its parade in Oslo.
Release | Anna Berg left the building in Oslo.
Resignation | The retailer announced its departure from Oslo.
AidCut | The tailor cut the cloth for Anna Berg.
Conviction | Anna Berg got two days in Oslo.
Fine | Anna Berg settled the bill in Oslo.
SanctionImposed | The rain halted the match in Oslo.
Forgiveness | The bank accepted the cheque of Anna Berg.
Praise | The crowd was full in Oslo.
ThreatOfForce | Rain threatened the match in Oslo.
ThreatOfSanction | Nokia is considering a new logo.
Ultimatum | Anna Berg gave Norway a medal.
Bankruptcy | The plumber was called in at Nokia.
ContractAwarded | Nokia won a prize in Oslo.
EarningsReport | Nokia reported a theft in Oslo.
Investment | Anna Berg took a seat in Oslo.
Layoff | Nokia let the deadline go.
MarketEntry | Anna Berg arrived in Norway.
MarketExit | Nokia closed a window in Oslo.
Merger | The sauce combined well in Oslo.
PartOf | The bag belongs to Norway's minister.
CitizenOf | Anna Berg holds a Danish medal.
GovernmentOf | The judge ruled on Norway's claim.
HoldsStance | Anna Berg is critical after a crash in Norway.
AlsoKnownAs | Anna Berg signed her name in Oslo.
InCountry | Anna Berg likes Danish cheese.
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


@pytest.fixture(scope="module")
def found() -> dict[str, Evidence]:
    """The evidence of each sentence, read as a document of its own."""
    texts = sorted({row[1] for row in _rows(FIRES) + _rows(SILENT)})
    docs = (corpus.document(f"{n}.txt", text) for n, text in enumerate(texts))
    return dict(zip(texts, corpus.read(docs), strict=True))


def _actors(claim: Claim, evidence: Evidence) -> dict[str, list[str]]:
    """Role → all words for each actor in it."""
    leaves = {m.id: m.leaf for m in evidence.mentions if "Actor" in m.types}
    held: dict[str, list[str]] = {}
    for arg in claim.args:
        if arg.mention in leaves:
            words = " / ".join(m.text for m in evidence.mentions if m.leaf == leaves[arg.mention])
            held.setdefault(arg.role, []).append(words)
    return held


def _fits(held: dict[str, list[str]], wanted: str) -> bool:
    pairs = [pair.split("=") for pair in wanted.split("; ")]
    return len(pairs) == sum(map(len, held.values())) and all(
        any(words in known for known in held.get(role, ())) for role, words in pairs
    )


@pytest.mark.parametrize(("cls", "text", "actors"), _rows(FIRES))
def test_a_sentence_states_the_class_with_its_actors(
    cls: str, text: str, actors: str, found: dict[str, Evidence]
) -> None:
    held = [_actors(c, found[text]) for c in found[text].claims if c.type == cls]
    assert any(_fits(one, actors) for one in held), held or sorted({c.type for c in found[text].claims})


@pytest.mark.parametrize(("cls", "text"), _rows(SILENT))
def test_the_same_words_for_something_else_do_not_state_the_class(
    cls: str, text: str, found: dict[str, Evidence]
) -> None:
    assert cls not in {c.type for c in found[text].claims}
