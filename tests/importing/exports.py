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
