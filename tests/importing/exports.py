"""Backlogs as tools export them, written by hand after what the tools document of their columns."""

# Jira, issues as CSV with all fields: repeated headings, custom fields in brackets, dates as 09/Jan/24 3:54 PM
# (support.atlassian.com/jira-software-cloud: export search results; and the public exports that third_party reads).
JIRA = """\
Summary,Issue key,Issue id,Issue Type,Status,Project name,Priority,Labels,Labels,Due date,Created,Description,\
Inward issue link (Blocks),Custom field (Story Points),Custom field (Team),Custom field (GPU demand),\
Custom field (Revenue),Comment,Comment,Status Category
"Answers in search, with
sources",ML-7,10200,Epic,In Progress,Search,Highest,llm,q1,31/Mar/27 12:00 AM,09/Jan/27 3:54 PM,"Long, ""quoted"" text
over two lines",,8,search,96x H100,"$14,000,000",first,second,In Progress
Support bot,ML-8,10201,Epic,To Do,Support,Medium,llm,,30/Jun/27 12:00 AM,09/Jan/27 3:55 PM,,ML-7,5,apps,\
64 A100 80GB for 6 weeks,"$2,500,000",,,To Do
Old idea,ML-3,10100,Epic,Done,Search,Low,,,,09/Jan/26 3:55 PM,,,3,search,12 GPUs,"$900,000",,,Done
"""

# Aha!, features: columns of its CSV import (aha.io/support/roadmaps: import data from a CSV file).
AHA = """\
Feature reference #,Feature name,Feature description,Feature status,Release name,Feature start date,Feature due date,\
Feature score,Workspace name
APP-1,Answers,Long text,In design,2027.1,01/13/2027,03/31/2027,72,Search
APP-2,Bot,,Shipped,2026.4,02/01/2027,02/28/2027,35,Support
"""

# Productboard, a features board: its default fields (support.productboard.com: default fields).
PRODUCTBOARD = """\
Feature name,Status,Owner,Customer Importance Score,Effort,Timeframe,Product,Component
Answers,Planned,ann@example.com,48,5,Q1 2027,Search,Ranking
Bot,New idea,bob@example.com,12,2,Q2 2027,Support,Chat
"""

# airfocus, items with a Value vs. Effort score.
AIRFOCUS = """\
Item ID,Name,Description,Status,Value,Effort,Score,Target date
11,Answers,Text,Discovery,80,30,71,2027-03-31
12,Bot,,Delivery,35,10,64,2027-06-30
"""

# Linear, issues as CSV (linear.app/docs: exporting data).
LINEAR = """\
ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Created,Due Date,\
Parent issue,UUID
ML-12,Search,Answers,Text,Backlog,5,Urgent,p1,Answers 2027,ann,bob,gpu,2026-11-02T10:00:00.000Z,2027-03-31,,u1
ML-13,Apps,Bot,,Canceled,3,Low,p1,Bot 2027,ann,,,2026-11-03T10:00:00.000Z,,,u2
ML-14,Apps,Vision,,Todo,,No priority,p1,Bot 2027,ann,,,2026-11-03T10:00:00.000Z,,,u3
"""

# GitHub Projects, a view as TSV (docs.github.com: exporting your projects data), with fields of the team's own.
GITHUB = (
    "Title\tURL\tAssignees\tStatus\tPriority\tGPUs\tRevenue\n"
    "Answers\thttps://example.com/1\tann\tTodo\t🔥 P0\t96 × H100\t14M\n"
    "Bot\thttps://example.com/2\t\tDone\tP2\t8 L40S\t2.5M\n"
)

RICE = """\
Feature,Squad,Reach,Impact,Confidence,Effort (weeks),RICE Score,MoSCoW,Compute,Timeframe
Answers,search,"12,500.0",High,80%,26,1000,Must have,96x H100,Q1 2027
Bot,apps,"1,000.5",3,50%,13,20,Should,180k GPU-hours,Feb-Apr 2027
Vision,apps,900.5,Massive,100%,3,20,Won't have this time,lots of them,H1 2027
Total,,,,,,1040,,,
"""

ICE = """\
Idea,Impact,Confidence,Ease,ICE Score
Answers,9,8,3,216
Bot,4,6,7,168
"""

WSJF = """\
Epic name,User-Business Value,Time Criticality,Risk Reduction and/or Opportunity Enablement,Job Size,WSJF
Answers,13,8,5,20,1.3
Bot,5,3,1,3,3
"""

HAND = """\
Request,Value,GPUs
Search answers,"$14,000,000",96x H100
Support bot,$2.5M,64 A100 80GB for 6 weeks
Code model,$6M,180k GPU-hours
"""

GERMAN = """\
Vorhaben;Abteilung;Umsatz;GPU-Stunden;Beginn;Ende
Suche;Produkt;1.234.567,50 €;18.000,5;01.02.2027;30.04.2027
Bot;Service;900.000 €;1.200;01.03.2027;30.06.2027
"""

# Productboard with the fields of a German team: HTML, quoted lines, 1.234,00 €.
PRODUCTBOARD_DE = """\
Feature name,Feature description,Status,Status notes,Owner,Tags,Timeframe - start,Timeframe - end,Release,Us\
er impact score,Customer importance score,Effort,Revenue impact (€),Squad,Objective,Parent component,Portal \
URL,Created at,Last updated at
"Answers in search, v2","<p>Generated answers with sources.</p>
<p>Needs ""fresh"" index.</p>",In progress,,anna@firma.de,"llm, search",2027-01-01,2027-03-31,Release 27.1,3\
8,"48,5",13,"14.000.000,00 €",Suche,Grow,Ranking,https://x.productboard.com/1,2026-11-02T10:00:00Z,2026-11-0\
3T10:00:00Z
Support-Bot,,Planned,waiting,bernd@firma.de,support,2027-02-01,2027-06-30,,12,"12,0",5,"2.500.000,50 €",Serv\
ice,Save,Chat,https://x.productboard.com/2,2026-11-02T10:00:00Z,2026-11-03T10:00:00Z
Alt-Text,,Released,,,,,,,3,"1,5",2,"90.000,00 €",Medien,,Bilder,https://x.productboard.com/3,2025-11-02T10:0\
0:00Z,2026-01-03T10:00:00Z
"""

# Linear, all columns; its dates are those of JavaScript.
LINEAR_WHOLE = """\
"ID","Team","Title","Description","Status","Estimate","Priority","Project ID","Project","Creator","Assignee"\
,"Labels","Cycle Number","Cycle Name","Cycle Start","Cycle End","Created","Updated","Started","Triaged","Com\
pleted","Canceled","Archived","Due Date","Parent issue","Initiatives","Project Milestone ID","Project Milest\
one","SLA Status","Roadmaps","UUID","Time in status (minutes)","Related to","Blocked by","Duplicate of"
"ML-12","Search","Answers with sources","Two lines
- 96x H100","In Progress","8","Urgent","p1","Answers 2027","ann@x.com","bob@x.com","gpu, llm","14","Cycle 14\
","Mon Jan 04 2027 00:00:00 GMT+0000 (GMT)","Mon Jan 18 2027 00:00:00 GMT+0000 (GMT)","Mon Nov 02 2026 10:00\
:00 GMT+0000 (GMT)","Tue Nov 03 2026 10:00:00 GMT+0000 (GMT)","","","","","","Wed Mar 31 2027 00:00:00 GMT+0\
000 (GMT)","","Search everywhere","","","","","u-1","In Progress: 1440","","",""
"ML-13","Apps","Support bot","","Backlog","3","Medium","p2","Bot 2027","ann@x.com","","gpu","","","","","Mon\
 Nov 02 2026 10:00:00 GMT+0000 (GMT)","Tue Nov 03 2026 10:00:00 GMT+0000 (GMT)","","","","","","","","","","\
","","","u-2","Backlog: 10","","ML-12",""
"ML-3","Apps","Old thing","","Done","1","No priority","p2","Bot 2027","ann@x.com","","","","","","","Mon Nov\
 02 2026 10:00:00 GMT+0000 (GMT)","Tue Nov 03 2026 10:00:00 GMT+0000 (GMT)","","","Tue Nov 03 2026 10:00:00 \
GMT+0000 (GMT)","","","","","","","","","","u-3","Done: 99","","",""
"""

# GitHub Projects with rupees in lakh and crore, and fields of several values.
GITHUB_INDIA = (
    "Title\tURL\tAssignees\tStatus\tLinked pull requests\tMilestone\tRepository\tLabels\tPriority\tSize\tEstimate\tIteration\tStart date\tTarget date\tGPU need\tAnnual value\n"
    '"Answers, with ""sources"""\thttps://github.com/o/r/issues/12\tann, bob\tIn Progress\t\tQ1\to/r\tgpu, llm\tP0\tL\t8\tSprint 3\tJan 5, 2027\tMar 31, 2027\t96× H100 SXM\t₹1,40,00,000\n'
    "Support bot\thttps://github.com/o/r/issues/13\t\tBacklog\t\t\to/r\t\tP2\tM\t3\t\tFeb 1, 2027\tJun 30, 2027\t8 L40S\t₹25,00,000\n"
    "Vision\thttps://github.com/o/r/issues/14\t\tDone\thttps://github.com/o/r/pull/9\t\to/r\t\tP1\tS\t1\t\t\t\t\t₹9,50,000\n"
)

# airfocus, semicolons and German figures; its criteria have their weights in brackets.
AIRFOCUS_DE = """\
Item ID;Name;Status;Description;Assignees;Color;Value vs Effort;Impact (25%);Reach (25%);Confidence (25%);Ef\
fort (25%);Umsatz;GPU-Bedarf;Start;Ende;Parents;Children;Dependencies
1042;Antworten in der Suche;In Arbeit;"Zwei
Zeilen; mit Semikolon";anna, bernd;blue;71,4;80;12.500;90;30;14 Mio. €;96x H100;01.01.2027;31.03.2027;;;
1043;Support-Bot;Idee;;;green;64,0;35;1.250;60;10;2,5 Mio. €;64 A100 80GB für 6 Wochen;01.02.2027;30.06.2027\
;;;1042
1044;Bilder;Erledigt;;;grey;12,1;10;300;30;5;0,09 Mio. €;;;;;;
"""

# Aha! with custom fields and the parts of its score.
AHA_CUSTOM = """\
Feature reference #,Feature name,Feature description,Feature status,Feature type,Feature tags,Assigned to us\
er,Release name,Release date,Epic name,Feature score,Feature start date,Feature due date,Feature initial est\
imate,Feature Aha! score: Sales increase,Feature custom field: Expected revenue (USD),Feature custom field: \
GPU hours,Feature custom field: GPU type,Workspace name,Feature URL,Feature created at
APP-1,Answers in search,"<p>Long</p>
<p>text</p>",In development,New,"llm,search",Ann B,2027.1,03/31/2027,Answers,72,01/13/2027,03/31/2027,3d,8,"\
US$14,000,000",180k,H100 SXM5,Search,https://x.aha.io/1,11/02/2026
APP-2,Support bot,,Under consideration,New,,Bob C,2027.2,06/30/2027,Bots,35,02/01/2027,06/30/2027,2d,3,"(2,5\
00,000) USD",22000,A100 (80 GB),Support,https://x.aha.io/2,11/02/2026
APP-3,Old,,Shipped,Improvement,,Bob C,2026.1,06/30/2026,Bots,5,,,,1,"$90,000",,,Support,https://x.aha.io/3,1\
1/02/2025
"""
