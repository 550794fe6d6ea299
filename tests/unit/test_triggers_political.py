"""Other words for political events: each row states its class with these actors; the last table states none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from kg.model import Evidence
from kg.ontology import load
from tests import corpus

ROLES = ("agent", "partner", "target")

# class | who fills which role | sentence
FIRES = """
Pledge | agent=Marta Lindqvist | Chief executive Marta Lindqvist swore to keep the factory open.
Pledge | agent=Nordvik | In a press release Nordvik gave assurances that no jobs would be lost.
AgreementReached | agent=Greece; agent=Turkey | Turkey and Greece have come to terms over the islands.
AgreementReached | agent=Egypt; partner=Sudan | Egypt agreed with Sudan on how to share the water.
OfferMade | agent=Nordvik; target=drivers | Nordvik offered its drivers a pay rise of four percent.
OfferMade | agent=Qatar; target=Lebanon | Qatar tabled an offer to Lebanon worth 200 million dollars.
Meeting | agent=Polish premier; partner=Czech president | The Polish premier welcomed the Czech president to Warsaw.
Meeting | agent=India; agent=Pakistan | Talks between India and Pakistan resumed in Dubai on Sunday.
Visit | agent=Irish president; target=Vietnam | The Irish president wrapped up a state visit to Vietnam.
Visit | agent=Canadian prime minister; target=Vietnam | The Canadian prime minister paid an official visit to Vietnam.
Call | agent=German chancellor; partner=Chinese premier | The German chancellor rang the Chinese premier on Saturday.
Call | agent=Danish premier; agent=Swedish premier | The Danish premier and the Swedish premier spoke by phone.
Negotiation | agent=Ethiopia; partner=Egypt | Ethiopia returned to the negotiating table with Egypt.
Negotiation | agent=Canada; agent=Mexico | Canada and Mexico are negotiating a new trade pact.
Mediation | agent=Qatar; target=Hamas; target=Israel | Qatar acted as a mediator between Israel and Hamas.
Mediation | agent=Norway | Norway stepped in as mediator.
Praise | agent=investors; target=Danish firm | The Danish firm won praise from investors.
Praise | agent=UN envoy; target=Uganda | The UN envoy paid tribute to Uganda for taking in refugees.
Endorsement | agent=Japan | Japan spoke out in favour of the treaty.
Endorsement | agent=Ruiz; target=governor | Senator Ruiz is backing the governor in the primary.
Defence | agent=minister; target=police | The minister came to the defence of the police.
Defence | agent=chairman; target=Lindqvist | The chairman stood up for Lindqvist.
Recognition | agent=Kenya; target=Rwanda | Kenya reopened its embassy in Rwanda.
Recognition | agent=Spain; target=State of Palestine | Spain formally recognised the State of Palestine.
AgreementSigned | agent=Australia; agent=India | India and Australia put their signatures to a trade deal.
AgreementSigned | agent=Finland; partner=Sweden | Finland concluded a defence treaty with Sweden.
Forgiveness | agent=China; target=Ethiopia | China wrote off Ethiopia's debt.
Forgiveness | agent=Myanmar; target=prisoners | Myanmar granted amnesty to 3,000 prisoners.
Apology | agent=Dutch king | The Dutch king said sorry for slavery.
Apology | agent=Japan; target=Korea | Japan expressed remorse to Korea over the war.
Concession | agent=Spanish government; target=taxi drivers | The Spanish government bowed to pressure from taxi drivers.
Concession | agent=Malawi | Malawi has legalised the growing of hemp.
BanLifted | agent=Tanzania; target=TikTok | Tanzania scrapped its ban on TikTok.
BanLifted | agent=Kenyan court; target=newspaper | A Kenyan court overturned the ban on the newspaper.
PolicyReversal | agent=Dutch cabinet | The Dutch cabinet shelved plans for a higher fuel duty.
PolicyReversal | agent=German ministry | The German ministry backed away from its plan to close the reactors.
Partnership | agent=France; agent=India | India and France agreed to deepen cooperation in space.
Partnership | agent=Toyota; partner=BMW | Toyota has teamed up with BMW on fuel cells.
JointOperation | agent=India; partner=Sri Lanka | India took part in a naval exercise with Sri Lanka.
JointOperation | agent=Egypt; partner=China | Egypt conducted air drills with China.
InformationSharing | agent=Britain; partner=Ukraine | Britain passed intelligence on troop movements to Ukraine.
InformationSharing | agent=Europol; partner=Dutch police | Europol shared its findings with the Dutch police.
EconomicAid | agent=IMF; target=Ghana | The IMF released a loan of 600 million dollars to Ghana.
EconomicAid | agent=Germany; target=Namibia | Germany pledged 40 million euros to Namibia.
MilitaryAid | agent=Germany; target=Ukraine | Germany handed over twelve howitzers to Ukraine.
MilitaryAid | agent=The Netherlands; target=Ukraine | The Netherlands donated fighter jets to Ukraine.
HumanitarianAid | agent=Turkey; target=Syria | Turkey dispatched rescue teams to Syria after the quake.
HumanitarianAid | agent=Cuba; target=Haiti | Cuba sent doctors to Haiti.
AsylumGranted | agent=Poland; target=refugees | Poland took in a million refugees.
AsylumGranted | agent=Canada; target=families | Canada resettled 400 families from Syria.
Withdrawal | agent=Italy | Italy brought its soldiers home from Iraq.
Withdrawal | agent=Chad | Chad began the withdrawal of its soldiers from Niger.
Ceasefire | agent=Armenia; partner=Azerbaijan | Armenia entered a ceasefire with Azerbaijan.
Ceasefire | agent=ELN | The ELN suspended hostilities over Christmas.
Release | agent=Hamas; target=hostages | Hamas freed two hostages on Friday.
Release | agent=Egypt; target=journalist | The journalist, who was freed by Egypt in May, flew home.
Resignation | agent=Polish health minister | The Polish health minister left his post on Friday.
Resignation | agent=Olsen | Olsen stepped aside as chairman of Nordvik.
SanctionsLifted | agent=European Union; target=Syria | The European Union dropped sanctions against Syria.
SanctionsLifted | agent=China; target=Australia | China scrapped tariffs on wine from Australia.
Demand | agent=Residents; target=mayor | Residents pleaded with the mayor of Bergen to close the quarry.
Demand | agent=Japan; target=China | Japan lodged a request with China to extradite the man.
PolicyAdvocacy | agent=Hale | Senator Hale made the case for a carbon tax.
PolicyAdvocacy | agent=Greenpeace | Greenpeace is campaigning for a ban on trawling.
CallForTalks | agent=Kenya | Kenya called for talks between the warring sides.
CallForTalks | agent=Georgia; target=Russia | Georgia offered Russia talks on visas.
Concern | agent=Germany; target=Serbia | Germany is uneasy about Serbia's arms purchases.
Concern | agent=WHO | The WHO sounded the alarm over a new strain of flu.
Criticism | agent=Human Rights Watch; target=Qatar | Human Rights Watch took Qatar to task for its labour laws.
Criticism | agent=Jordan | The raid was roundly condemned by Jordan.
Accusation | agent=Algeria; target=Morocco | Algeria held Morocco responsible for the fires.
Accusation | agent=Venezuela; target=Guyana | Venezuela has hurled accusations at Guyana.
Investigation | agent=Romanian police; target=mayor | Romanian police have opened a case against the mayor.
Investigation | agent=committee; target=TikTok | A committee of the US House is looking into TikTok.
Lawsuit | agent=South Africa; target=Israel | South Africa brought a case against Israel at the world court.
Lawsuit | agent=Armenia; target=Azerbaijan | Armenia started legal proceedings against Azerbaijan.
Indictment | agent=Swiss prosecutors; target=banker | Swiss prosecutors have brought charges against the banker.
Rejection | agent=Hungary | Hungary raised objections to the budget.
Rejection | agent=Serbia | Serbia opposes the plan.
Veto | agent=governor | The governor of Texas wielded his veto over the bill.
Veto | agent=China | A veto by China of the text was expected.
Denial | agent=Nordvik | Nordvik dismissed the report as fiction.
Denial | agent=Spanish minister | The Spanish minister refuted claims of graft.
Threat | agent=Danish bank; target=customers | The Danish bank issued a warning to customers.
Threat | agent=Hezbollah; target=Israel | Hezbollah threatened Israel with revenge.
Ultimatum | agent=Turkey; target=Greece | Turkey handed Greece an ultimatum.
Ultimatum | agent=lenders; target=Nordvik | Nordvik received an ultimatum from its lenders.
ThreatOfSanction | agent=United States; target=Turkey | The United States threatens Turkey with sanctions.
ThreatOfForce | agent=Israel; target=Iran | Israel threatened strikes against Iran.
Demonstration | agent=Nurses | Nurses took to the streets of Madrid over pay.
Demonstration | agent=Students; target=government | Students in Dhaka marched against the government.
Strike | agent=Train drivers | Train drivers in France went on strike over pensions.
Strike | agent=Junior doctors | Junior doctors in England walked out for three days.
Boycott | agent=Algeria | Algeria stayed away from the talks.
Boycott | agent=Kenya | Kenya is boycotting the summit.
Riot | agent=Youths; target=police | Youths in Nanterre pelted police with stones.
Riot | agent=Prisoners | Prisoners in Quito went on a rampage.
Blockade | agent=Farmers | Farmers blocked the motorway near Lyon.
Blockade | agent=Azerbaijan | Azerbaijan imposed a blockade on the Lachin corridor.
SanctionImposed | agent=China; target=Australia | China hit Australia with punitive tariffs.
SanctionImposed | agent=Britain; target=Iran | Britain slapped fresh sanctions on Iran over the drones.
Expulsion | agent=Poland; target=Russian diplomats | Poland threw out 45 Russian diplomats.
Expulsion | agent=Labour Party; target=lawmaker | The Labour Party kicked out a lawmaker from Leeds.
AidCut | agent=The Netherlands; target=Ethiopia | The Netherlands slashed aid to Ethiopia.
AidCut | agent=World Bank; target=Uganda | Financial support for Uganda was halted by the World Bank.
RelationsBroken | agent=Saudi Arabia; target=Canada | Saudi Arabia recalled its ambassador from Canada.
RelationsBroken | agent=Bolivia; target=Israel | Bolivia severed diplomatic relations with Israel.
Conviction | agent=Iran; target=rapper | Iran handed down a death sentence to the rapper.
Conviction | target=Danish trader | A Danish trader was sent to prison for tax fraud.
Fine | agent=Irish regulator; target=Hopla app | The Irish regulator slapped the Hopla app with a fine of 90,000 euros.
Fine | target=Nordvik | Nordvik was hit with a penalty of 30 million euros.
TroopDeployment | agent=NATO | NATO is moving warships to the Baltic.
TroopDeployment | agent=Japan | Japan scrambled jets after the incursion.
PoliceDeployment | agent=Greek interior minister | The Greek interior minister sent riot police to Lesbos.
PoliceDeployment | agent=Germany | Germany has stepped up police patrols in Cologne.
Ban | agent=India; target=TikTok | India slapped a ban on TikTok.
Ban | agent=Nigeria; target=Twitter | Nigeria suspended Twitter in June.
Censorship | agent=Iran | Iran shut down the internet in Tehran.
Censorship | agent=Turkey | Turkey throttled the internet after the quake.
Repression | agent=Police; target=demonstrators | Police in Nairobi fired tear gas at demonstrators.
Repression | agent=Security forces | Security forces in Iran crushed the protests.
Arrest | agent=Israeli soldiers; target=Palestinians | Israeli soldiers rounded up Palestinians in Jenin.
Seizure | agent=Iran | Iran boarded a tanker in the Gulf.
Seizure | agent=Spain | Spain impounded a yacht in Barcelona.
Deportation | agent=Pakistan; target=Afghans | Pakistan sent back 200,000 Afghans.
Deportation | agent=Serbia; target=activist | Serbia handed over the activist to Belarus.
StateOfEmergency | agent=Peru | Peru proclaimed a state of emergency in Lima.
StateOfEmergency | agent=Tunisia | Tunisia extended its state of emergency.
Cyberattack | target=University of Lund | The University of Lund was hit by a ransomware attack.
Cyberattack | agent=Russia; target=Germany | Russia carried out a cyberattack against Germany.
InfluenceOperation | agent=Kremlin; target=France | The Kremlin sowed discord in France.
InfluenceOperation | agent=Russia; target=Moldova | Russia ran a disinformation campaign against Moldova.
ArmedAttack | agent=Israel; target=Hezbollah | Israel pounded Hezbollah overnight.
ArmedAttack | agent=Gunmen | Gunmen opened fire on a bus in Karachi.
Bombing | agent=Russia | Russia dropped bombs on Kharkiv.
Bombing |  | A car bomb went off in Mogadishu.
Assassination | agent=gunmen; target=mayor | The mayor of Acapulco was gunned down by gunmen.
Assassination | agent=Gunmen; target=governor | Gunmen tried to assassinate the governor in Basra.
Abduction | agent=Gunmen; target=engineers | Gunmen in Haiti are holding two engineers for ransom.
Abduction | agent=gunmen; target=Pupils | Pupils in Kaduna were abducted by gunmen.
Pledge | agent=Danish minister; target=farmers | The Danish minister reassured farmers that the subsidy would stay.
AgreementReached | agent=sides | The two sides struck a deal late on Sunday.
AgreementReached | agent=Finland; agent=Estonia | An agreement between Finland and Estonia covers the cable.
OfferMade | agent=Danish management | The Danish management put a pay rise on the table.
Meeting | agent=pilots; agent=management | A meeting between the pilots and the management is planned for Friday.
Visit | agent=Irish premier; target=Kenya | The Irish premier was in Kenya on an official visit.
Call | agent=Danish premier; partner=Czech president | The Danish premier dialled the Czech president.
Negotiation | agent=Nordvik; partner=lenders | Nordvik is in talks with its lenders.
Negotiation | agent=Chad | Chad returned to the bargaining table on Monday.
Mediation | agent=Kenya; target=rebels | Kenya brought the rebels to the table.
Concession | agent=chancellor; target=Greens | In a concession to the Greens, the chancellor accepted a later date.
PolicyReversal | agent=Danish ministry | The Danish ministry reversed its stance on the toll.
Partnership | agent=Nordvik; partner=Dutch bank | Under a partnership with the Dutch bank, Nordvik will offer loans.
JointOperation | agent=India; partner=Japan | India conducted a joint air patrol with Japan.
InformationSharing | agent=Britain; partner=Kenya | Britain shared satellite images with Kenya.
EconomicAid | agent=Norway; target=Malawi | Norway gave Malawi 40 million euros.
MilitaryAid | agent=Norway; target=Ukraine | Norway will send Ukraine more artillery shells.
HumanitarianAid | agent=UNICEF; target=children | UNICEF vaccinated 80,000 children in Chad.
AsylumGranted | agent=Poland; target=Belarusian sprinter | Poland sheltered a Belarusian sprinter.
Concern | agent=aid workers | Fears are growing among aid workers that the food will run out.
Criticism | agent=Uruguay; target=Chile | Uruguay was critical of Chile.
Criticism | agent=Uruguay | Uruguay called the plan brutal.
Criticism | agent=Uruguay | Uruguay described the bill as a power grab.
Criticism | agent=Peru; target=Bolivia | Peru denounced Bolivia as a bully.
Accusation | agent=Algeria; target=rebels | Algeria attributed the raid to rebels.
Investigation | agent=Danish detectives; target=banker | Danish detectives grilled the banker for six hours.
Lawsuit | agent=actress; target=studio company | In a lawsuit, the actress accused the studio company of fraud.
Indictment | target=captain | Charges were filed against the captain.
Strike | agent=Train drivers | Train drivers walked off the job for six days.
Boycott | agent=Algeria | Algeria skipped the summit.
Riot | agent=Masked youths; target=police | Masked youths hurled bricks at the police.
Blockade | agent=Danish farmers | Danish farmers brought the motorway to a standstill.
TroopDeployment | agent=Chad | Chad moved paratroopers to the north.
TroopDeployment | agent=Ethiopian troops | Ethiopian troops rolled into Lalibela.
PoliceDeployment | agent=Police | Police took up positions around the palace.
PoliceDeployment | agent=Danish minister | The Danish minister ordered extra patrols in Aarhus.
Censorship | agent=Chinese censors | Chinese censors erased the article.
Repression | agent=Soldiers | Soldiers broke up the gathering in Khartoum.
Arrest | agent=Danish police; target=banker | Danish police nabbed the banker.
Seizure | agent=Rebels | Rebels took over the airport in Bukavu.
Deportation | agent=Algeria; target=migrants | Algeria expelled 700 migrants to Niger.
StateOfEmergency |  | A curfew was imposed in Dhaka.
Cyberattack | target=University of Lund | The University of Lund was knocked offline by a ransomware attack.
InfluenceOperation | agent=trolls; target=candidate | The trolls smeared the candidate.
Bombing |  | The port of Odesa was struck by drones.
Assassination | target=Petra Kovalik | The murder of journalist Petra Kovalik shocked Slovakia.
Abduction | agent=Gunmen; target=schoolgirls | Gunmen kidnapped 87 schoolgirls.
"""

# The same words for something else: class that must not be found | sentence
SILENT = """
Pledge | The museum in Oslo showed a commitment ring from 1810.
AgreementReached | The Danish minister said there was no deal to be had at the fish market.
OfferMade | The Oslo museum offers guided walks every Sunday.
Meeting | The Danish app meets the needs of commuters.
Visit | Users in Denmark visit the site twice a day.
Call | Norway called off the match.
Negotiation | The Danish price is open to negotiation.
Mediation | The Danish insurance broker moved to Oslo.
Praise | Loopride welcomes passengers aboard in Oslo.
Endorsement | The Danish app supports payments by card.
Defence | Danish troops defended the bridge against the rebels.
Recognition | Voters in Iceland recognised the singer at once.
AgreementSigned | FC Bergen signed the striker on Friday.
Forgiveness | Pardon the Danish pun.
Apology | The Danish essay is an apology for idleness.
Concession | The Norwegian app allows users to split a fare.
BanLifted | The Danish crane lifted the restrictor plate.
PolicyReversal | The Danish lorry reversed into a lamp post.
Partnership | Ingrid Dahl, a partner at a Danish law firm, likes opera.
JointOperation | Danish pupils do exercises in grammar.
InformationSharing | Users of Hopla share photos with friends.
EconomicAid | The Danish student took out a loan.
MilitaryAid | Danish parents arm themselves with patience.
HumanitarianAid | A Norwegian airline provides food on board.
AsylumGranted | Hikers in Norway took refuge from the rain.
Withdrawal | Danish customers withdrew 40 euros from the cash machine.
Ceasefire | The Norwegian museum shows a truce flag.
Release | The band released an album in Norway.
Resignation | With a sigh of resignation the Dane paid.
SanctionsLifted | The Danish crane lifted a container.
Demand | Demand for Danish butter rose.
PolicyAdvocacy | Lars proposed to Anna in Oslo.
CallForTalks | The Danish host sought a meeting room.
Concern | The Danish book concerns a lighthouse.
Criticism | The Danish theatre critic reviews a play.
Accusation | The Danish river charges through a gorge.
Investigation | The Norwegian novel examines grief.
Lawsuit | Hearts are the strong suit of the Danish player.
Indictment | The Danish app charges two euros a ride.
Rejection | Norwegian prices declined in May.
Veto | Danish parents have a veto at breakfast.
Denial | There is no denying the Danish charm.
Threat | Clouds over Denmark threatened rain.
Ultimatum | The Danish deadline passed.
ThreatOfSanction | Norwegian phone tariffs are low.
ThreatOfForce | Clouds over Denmark threatened rain.
Demonstration | The Danish cook demonstrated how to fillet a cod.
Strike | The Danish clock struck noon.
Boycott | A Danish essay on the word boycott won a prize.
Riot | A Norwegian hunter pelted home in the rain.
Blockade | A Danish ad blocker blocks banners.
SanctionImposed | The Danish council approved of the street music.
Expulsion | The Norwegian volcano ejected ash.
AidCut | Norwegian barbers cut hair.
RelationsBroken | The Danish clock broke.
Conviction | The Danish priest spoke with conviction.
Fine | The Danish weather was fine.
TroopDeployment | The Danish firm deployed a new app.
PoliceDeployment | The Danish school sent its accounts officer home.
Ban | Clouds block the Danish sun.
Censorship | The Danish film needs no censor.
Repression | The Danish toddler suppressed a yawn.
Arrest | Norwegian views held the tourists spellbound.
Seizure | The Norwegian nurse treated a seizure.
Deportation | The Danish shop sends back damaged goods.
StateOfEmergency | The Danish emergency ward is full.
Cyberattack | The Danish gardener hacked at the hedge.
InfluenceOperation | The Danish campaign for clean beaches began.
ArmedAttack | Prices hit Norway hard.
Bombing | The Danish cook dropped an egg.
Assassination | The Danish thriller is about an assassin.
Abduction | The Danish film held us in its grip.
OfferMade | The vase stood on the Danish table.
Meeting | The Danish twins had lunch with friends.
Negotiation | The Danish radio played talk shows.
Visit | The Danish minister went to bed.
InformationSharing | The Danish painter exchanged notes with his brother.
Strike | The Danish waiter walked off with the tip.
Riot | Danish riot gear is made of plastic.
Blockade | The Danish shop shut its gate.
TroopDeployment | Rain poured into the Danish tent.
PoliceDeployment | Two officers of the Danish choir took a seat.
Concern | The Danish report concerns three villages.
Deportation | The Danish shop returned the goods.
HumanitarianAid | The Danish film treats grief.
Censorship | The Danish gardener removed the weeds.
ArmedAttack | Danish men of fighting age stayed at home.
Assassination | The Danish murder mystery sold well.
Bombing | A rocket landed on the moon.
LegislativeVote | The Danish storm passed.
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The cells of each line of *table*."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@cache
def read() -> Mapping[str, Evidence]:
    """The evidence of each sentence, a document of its own, all parsed in one go."""
    texts = sorted({cells[-1] for cells in rows(FIRES) + rows(SILENT)})
    documents = [corpus.document(f"{n}.txt", text) for n, text in enumerate(texts)]
    return dict(zip(texts, corpus.read(documents), strict=True))


def actors(kind: str, text: str) -> list[set[str]]:
    """`role=words` of the actors of each claim of *kind* in *text*."""
    found = read()[text]
    mentions = {m.id: m for m in found.mentions if "Actor" in m.types}
    return [
        {f"{a.role}={mentions[a.mention].text}" for a in c.args if a.role in ROLES and a.mention in mentions}
        for c in found.claims
        if c.type == kind
    ]


@pytest.mark.parametrize(("kind", "wanted", "text"), rows(FIRES))
def test_other_words_state_the_class_and_its_actors(kind: str, wanted: str, text: str) -> None:
    assert set(filter(None, wanted.split("; "))) in actors(kind, text)


@pytest.mark.parametrize(("kind", "text"), rows(SILENT))
def test_the_same_words_may_mean_something_else(kind: str, text: str) -> None:
    assert not actors(kind, text)


def test_the_tables_name_classes_of_the_ontology() -> None:
    known = {c.name for c in load().of_kind("event")}
    assert {cells[0] for cells in rows(FIRES) + rows(SILENT)} <= known
