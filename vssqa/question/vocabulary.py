"""The field's synonyms: words and phrases that stand for one concept.

A question's "take part in" and a release's "participate" meet in a concept.
Groups are of the field (insurance, its papers, its offices), written from its
terminology, not from any release. A phrase may be in several groups.
"""

from __future__ import annotations

from functools import lru_cache

from vssqa.text import Token, stem, tokens

# One group a line: the concept, then what is said for it.
_GROUPS = """
participation: participate, participation, participant, take part, took part, taking part, taken part, join, joined, enrol, enroll, enrolled, enrolment, member, membership, insured, covered, cover, coverage, be in, were in, hold, holding, holder, card holder, belong, sign up, had health insurance, have health insurance, people with
rate: rate, ratio, share, percentage, proportion, percent, portion, coverage, level, part of the
late_payment: late payment, late payments, delayed payment, delayed payments, late, delay, debt, debts, arrears, overdue, owe, owed, owing, unpaid, outstanding, paid late, non-payment
receivable: receivable, to be collected, due, collectable, total collection, collection, collected, payable
spending: spend, spent, spending, expenditure, expense, cost, costs, pay, paid, payment, outlay, disburse, disbursed, use, used
revenue: revenue, income, receipts, turnover, earnings
examination: examination, examinations, check-up, check-ups, checkup, medical visit, visits, visit, consultation, examined
treatment: treatment, treat, treated, care, medical services, cure
facility: facility, facilities, hospital, hospitals, clinic, clinics, establishment, establishments, medical station
identity_card: identity card, identity cards, identification card, identification cards, citizen identification, chip-based, chip-embedded, cccd, id card, id cards
benefit: benefit, benefits, allowance, allowances, regime, entitlement, payout, payouts
beneficiary: beneficiary, beneficiaries, recipient, recipients, receive, received, receiving, get, got, enjoy, enjoying, enjoyed, draw, drew, drawing
pension: pension, pensions, retirement, retiree, pensioner, pensioners
worker: worker, workers, employee, employees, labourer, labor, labour, workforce, labor force, labour force, working age, working-age, working people
employer: employer, employers, enterprise, enterprises, business, businesses, company, companies, firm, firms, unit, units
people: people, person, persons, population, citizen, citizens, resident, residents, inhabitants
target: target, targets, goal, goals, aim, aims, aimed, aiming, objective, objectives, strive, striving, plan to reach, planned, quota, ambition
exceed: exceed, exceeded, exceeding, surpass, surpassed, surpassing, beat, above, over, higher, higher than, more than, outdo, overshoot
below: below, lower, lower than, less, less than, under, fewer, fewer than, short of
increase: increase, increased, rise, rose, risen, grow, grew, grown, growth, up, more, go up, went up, climb, climbed, raise, raised, raises, additional, gain, jump
decrease: decrease, decreased, reduce, reduced, reduction, cut, cuts, fall, fell, fallen, drop, dropped, decline, declined, down, fewer, lower, shrink, shrank, narrow, gone
reach: reach, reached, achieve, achieved, attain, attained, fulfil, fulfill, fulfilled, fulfilling, meet, met, meeting, hit, accomplish, complete, completed, finish, finished
issue: issue, issued, issuing, issuance, sign, signed, promulgate, promulgated, adopt, adopted, pass, passed, publish, enact, dated, bear, released, put out
about: about, concern, concerns, concerning, on, deal with, deals with, dealt with, address, addresses, addressed, regulate, regulates, cover, purpose, promote, promotes, promoting, govern, governs, guide, guides, guided
head: head, heads, headed, lead, leads, led, leader, chair, chairs, chaired, chairman, director, run, runs, boss, in charge, preside, presided
director_general: director general, general director, director-general
deputy: deputy, vice
report: report, reports, reported, reporting, send, submit, inform
order: order, ordered, orders, instruct, instructed, instructs, direct, directed, require, required, requires, tell, told, ask, asked, request, requested, suggest, suggested, urge, urged, urging, call on, task, tasked
must: must, have to, had to, should, shall, need to, needs to, required, obliged, responsible
hold: hold, held, organise, organize, organised, organized, take place, took place, convene, host, run
attend: attend, attended, attending, participants, take part, present, go along, join, joined, joined the trip, accompany
conference: conference, conferences, meeting, meetings, workshop, seminar, session, working session
supervise: supervise, supervised, supervises, supervision, inspect, inspected, inspection, inspections, oversee, oversaw, monitor, check, checks
visit: visit, visited, trip, tour, work with, worked with, supervised, led a delegation, went to, working session
communication: communication, communications, propaganda, publicity, outreach, information, campaign
procedure: procedure, procedures, formality, formalities, paperwork, red tape
simplify: simplify, simplified, streamline, streamlined, reduce, reform
digital: digital, digitalise, digitise, online, electronic, it, information technology
fraud: fraud, abuse, profiteering, misuse, cheating, violation, violations
fine: fine, fined, penalty, penalties, sanction, sanctions, punish, penalise
fund: fund, funds
subsidy: support, supports, supported, subsidy, subsidise, subsidised, help, assistance, aid, extra support, additional support
province: province, provinces, provincial, locality, localities, local
office: office, offices, agency, agencies
delegation: delegation, mission, group
law: law, laws, act, legislation
agreement: agreement, agreements, treaty, accord, regulations, pact
amend: amend, amending, amended, amendment, amendments, revise, revised, change, adjust, supplement
difficulty: difficulty, difficulties, problem, problems, obstacle, obstacles, challenge, challenges, shortcoming, shortcomings, trouble
low: low, few, little, small
student: student, students, pupil, pupils, schoolchildren
social_insurance_book: social insurance book, insurance book, book
staff: staff, employees, personnel, officer, officers, civil servant, civil servants
appreciate: appreciate, appreciated, praise, praised, commend, congratulate, congratulated, acknowledge, acknowledged, thank, thanked
emphasise: emphasise, emphasize, emphasised, emphasized, stress, stressed, say, said, highlight, underline
role: role, position, post, function, title, job
propose: propose, proposed, proposes, proposal, recommend, recommended, recommendation, suggest, suggested
lowest: lowest, minimum, smallest, record low
highest: highest, maximum, largest, biggest, record high, at most, at the latest, longest
average: average, mean, on average, typical
start: start, started, begin, began, begun, take effect, effect, effective, come into force, launch, launched, come into effect
deadline: deadline, by when, no later than, at the latest, due date, before, time limit
duration: duration, months, how long, length, period
replace: replace, replaced, replaces, stand in for, instead of, in place of, substitute
currently: currently, now, today, at present, remain, remaining, as of now
allocate: allocate, allocated, give, gives, grant, provide, provided, spend, earmark
budget: budget, state budget, local budget
join_forces: coordinate, coordinated, cooperate, cooperation, coordination, work together
frequency: every, how often, each, once, times a year, monthly, yearly, annually
restructure: restructure, restructuring, reorganise, reorganize, reorganised, reorganized, reorganisation, rearrangement, rearrange, merge, merged, streamline, leaner, in place of
merge_loss: fewer, gone, dropped, cut, removed, abolished
card: card, cards
disease: disease, diseases, illness, illnesses, sickness, sick
country: country, nation, national, nationwide, state, vietnam, whole country
share_of_fund: reimburse, reimbursed, cover, covers, pay, pays
app: app, application, software, programme
letter: letter, official letter, dispatch, document, paper, papers
app_use: accept, accepts, accepting, accepted, use, uses, using, used, apply, applied, applies
"""

# What abbreviations of the field stand for, in a question's words.
ABBREVIATIONS = {
    "hi": "health insurance",
    "si": "social insurance",
    "ui": "unemployment insurance",
    "bhyt": "health insurance",
    "bhxh": "social insurance",
    "bhtn": "unemployment insurance",
    "vsi": "vss",
    "gov": "government",
    "govt": "government",
    "pm": "prime minister",
    "pc": "people's committee",
}


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokens(text))


@lru_cache(maxsize=1)
def _concepts_of_phrases() -> dict[tuple[str, ...], frozenset[str]]:
    """Return the concepts by phrase, a phrase being its terms in order."""
    found: dict[tuple[str, ...], set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        concept, _, said = line.partition(":")
        for phrase in said.split(","):
            found.setdefault(_phrase(phrase), set()).add("~" + concept)
    return {phrase: frozenset(concepts) for phrase, concepts in found.items()}


@lru_cache(maxsize=1)
def known_stems() -> frozenset[str]:
    """Return every stem the vocabulary holds: correct words, never corrected."""
    return frozenset(term for phrase in _concepts_of_phrases() for term in phrase) | frozenset(
        stem(word) for words in ABBREVIATIONS.items() for part in words for word in part.split()
    )


_LONGEST_PHRASE = 4


def concepts(read: list[Token]) -> list[frozenset[str]]:
    """Return the concepts each token takes part in, as one list beside `read`.

    Longer phrases do not hide shorter ones: "late payment" is late_payment, its
    "payment" is still spending.
    """
    by_phrase = _concepts_of_phrases()
    found: list[frozenset[str]] = [frozenset()] * len(read)
    for start in range(len(read)):
        for end in range(start + 1, min(len(read), start + _LONGEST_PHRASE) + 1):
            held = by_phrase.get(tuple(token.term for token in read[start:end]))
            if held:
                for place in range(start, end):
                    found[place] |= held
    return found
