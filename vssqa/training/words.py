"""Words of the field from which invented statements and questions are put together."""

from __future__ import annotations

from vssqa.types import Scheme

SCHEMES: dict[Scheme, tuple[str, ...]] = {
    "health": ("health insurance", "health insurance", "HI", "health insurance (HI)"),
    "voluntary_health": ("household health insurance", "voluntary health insurance"),
    "social": ("social insurance", "social insurance", "SI", "compulsory social insurance"),
    "voluntary_social": (
        "voluntary social insurance",
        "voluntary social insurance",
        "voluntary SI",
    ),
    "unemployment": ("unemployment insurance", "unemployment insurance", "UI"),
}

COUNTRY_SAYS = ("nationwide", "across the country", "in the whole country", "in Viet Nam", "", "")

MONTHS = (
    "January February March April May June July August September October November December"
).split()

FAMILY_NAMES = "Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dao Dinh".split()
MIDDLE_NAMES = "Van Thi Duc Minh The Huu Thanh Quang Xuan Hong Ngoc Kim Viet Tuan Thuy".split()
GIVEN_NAMES = (
    "Anh Binh Cuong Dung Duc Giang Hai Hanh Hoa Hung Huong Khanh Lan Lieu Linh Long Mai Manh Nam"
    " Nga Phong Phuong Quan Son Tam Thang Thao Thuan Tien Trung Tuan Vinh Yen"
).split()

ORGANISATIONS = (
    "Viet Nam Social Security|the Ministry of Health|the Ministry of Finance"
    "|the Ministry of Home Affairs|the Ministry of Labour, Invalids and Social Affairs"
    "|the Ministry of Education and Training|the Ministry of Public Security"
    "|the Vietnam General Confederation of Labour|the Vietnam Women's Union"
    "|the Vietnam Farmers' Union|the State Audit Office|the Government Inspectorate"
    "|the National Assembly's Committee for Social Affairs|the Central Propaganda Department"
    "|the Board of Commissioners of VSS|the VSS Department of Planning and Investment"
    "|the VSS Department of Pension Policy|the VSS Information Technology Centre"
    "|the World Bank|the International Labour Organization|the Vietnam Post Corporation"
).split("|")

LOCAL_ORGANISATIONS = (
    "the {place} Social Security|the provincial Social Security of {place}"
    "|the People's Committee of {place}|the {place} Department of Health"
    "|the {place} Department of Labour|the {place} Party Committee|{place} Social Insurance"
).split("|")

ROLES = (
    "Director General|Deputy Director General|General Director|Deputy General Director|Director"
    "|Deputy Director|Minister|Deputy Minister|Chairman|Vice Chairman|Head|Deputy Head|Secretary"
    "|Deputy Prime Minister|Director of the Department of Communication"
).split("|")

ISSUERS = (
    "the Government|the Prime Minister|Viet Nam Social Security|the Ministry of Health"
    "|the Ministry of Finance|the National Assembly|the Party Central Committee|the Secretariat"
    "|the Ministry of Labour, Invalids and Social Affairs|the Politburo"
).split("|")

PAPER_FORMS = (
    ("Resolution", ("{n}/NQ-CP", "{n}/{y}/QH15", "{n}-NQ/TW", "{n}/{y}/NQ-HDND")),
    ("Decree", ("{n}/{y}/ND-CP",)),
    ("Decision", ("{n}/QD-TTg", "{n}/QD-BHXH", "{n}/{y}/QD-TTg")),
    ("Directive", ("{n}-CT/TW", "{n}/CT-TTg")),
    ("Circular", ("{n}/{y}/TT-BYT", "{n}/{y}/TT-BLDTBXH")),
    ("Plan", ("{n}/KH-BHXH", "{n}/KH-UBND")),
    ("Official Letter", ("{n}/BHXH-CSXH", "{n}/BYT-BH", "{n}/BHXH-VP")),
    ("Report", ("{n}/BC-CP", "{n}/BC-BHXH")),
)

TOPICS = (
    "reform of social insurance policies|promoting health insurance work in the new situation"
    "|support for employees affected by the COVID-19 pandemic"
    "|payment of medical costs covered by health insurance"
    "|administrative procedure reform in the social insurance sector"
    "|the adjustment of pensions and monthly allowances"
    "|the connection and sharing of population data|electronic health records"
    "|health insurance for pupils and students|the reduction of unemployment insurance premiums"
    "|inspection of late payment of insurance premiums|the one-off withdrawal of social insurance"
    "|the organisational structure of the agency|bidding for drugs and medical supplies"
    "|digital transformation in paying benefits|the development of insurance participants"
    "|management of the health insurance fund|paying pensions through bank accounts"
    "|the social pension for the elderly|non-cash payment of unemployment benefits"
    "|key tasks of the socio-economic development plan|emulation and reward work"
    "|protecting personal data of participants|maternity benefits of voluntary participants"
).split("|")

ACTIONS = (
    "submit a report on the results|review the list of late-paying enterprises"
    "|complete the payment of allowances|coordinate in sharing data on participants"
    "|step up communication on voluntary insurance|settle the backlog of files"
    "|propose amendments to the law|assign targets to each district|inspect drug bidding"
    "|build a plan to develop participants|update personal identification numbers"
    "|speed up the issuing of health insurance cards|guide hospitals in using chip-based cards"
    "|check the use of the health insurance fund|publish the list of debtors"
    "|train collection agents|reduce the time of handling procedures|prepare the draft decree"
    "|cut overlapping administrative procedures|issue electronic insurance books"
).split("|")

EVENTS = (
    "conference|online conference|workshop|training course|meeting|seminar|signing ceremony"
    "|working session|dialogue with enterprises|launching ceremony"
).split("|")

SAID_BESIDES = (
    ", up {small} per cent over the same period of the previous year",
    ", an increase of {small}% year on year",
    ", equal to {share}% of the plan assigned by the Prime Minister",
    ", the highest rate so far",
    ", of which many were self-employed workers",
    ", according to a report of the agency",
    ", completing {share}% of the yearly plan",
    ", exceeding the target set by the Government",
    ", contributing to social security in the locality",
    ", despite many difficulties of the economy",
)

LEADS = (
    "According to {source}, ",
    "{source} reported that ",
    "A report from {source} shows that ",
    "The representative of {source} said that ",
    "Speaking at the event, the Director said that ",
    "Regarding results, ",
)

IDLE = (
    "The policy has been carried out in line with the guidelines of the Party and the State.",
    "The delegation praised the efforts of the staff and asked them to keep up their solidarity.",
    "Communication about {scheme} has been renewed in form and content to suit each group.",
    "Participants of {scheme} can look up their contributions on the VssID application.",
    "Many workers still do not understand the benefits of {scheme}, the report noted.",
    "The {scheme} policy plays a pillar role in the social security system.",
    "Employers must pay {scheme} premiums for their employees in full and on time.",
    "Leaders of {place} asked departments to work closely with the social security agency.",
    "The coverage of {scheme} remains uneven between localities, experts said.",
    "The rate of {scheme} participation should be raised in the coming time.",
    "The agency will go on improving the quality of service for {scheme} participants.",
    "Difficulties in {place} came from weak orders and falling incomes of workers.",
)
