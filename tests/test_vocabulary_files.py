"""The shipped vocabularies hold together: slugs others rely on, codes that lead somewhere, plain and neutral words."""

import json
import re
from pathlib import Path

import pytest

from groups.rules.choices import (
    ABOUT_BY_SLUG,
    Approach,
    Attendance,
    Audience,
    BankHolidays,
    CodeMeaning,
    Cost,
    Joining,
    Status,
    TagFamily,
    WhoMayCome,
    YesNo,
)

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def rows_of(name):
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


PROGRAMMES = rows_of("vocabularies/programmes.json")
TAGS = rows_of("vocabularies/tags.json")
ACCESS = rows_of("vocabularies/access_features.json")
CODES = rows_of("vocabularies/codes.json")
HELPLINES = rows_of("helplines.json")
SLUGGED = {"programmes": PROGRAMMES, "tags": TAGS, "access features": ACCESS, "helplines": HELPLINES}

PROGRAMME_SLUGS = """
alcoholics-anonymous narcotics-anonymous cocaine-anonymous crystal-meth-anonymous marijuana-anonymous heroin-anonymous
gamblers-anonymous overeaters-anonymous debtors-anonymous sex-and-love-addicts-anonymous co-dependents-anonymous
adult-children-of-alcoholics al-anon alateen nar-anon families-anonymous gam-anon smart-recovery
smart-family-and-friends lifering women-for-sobriety recovery-dharma
"""
WHO_SLUGS = """
women men lgbtq young-people newcomers people-of-colour veterans parents bereaved kinship-carers adult-children siblings
"""
ACCESS_SLUGS = "step-free accessible-toilet hearing-loop parking lift quiet-room bsl childcare"

AA, NA, CA = "alcoholics-anonymous", "narcotics-anonymous", "cocaine-anonymous"
ACA, DA, SLAA = "adult-children-of-alcoholics", "debtors-anonymous", "sex-and-love-addicts-anonymous"
LANGUAGE_CODES = """
AF AM AR BG DA DE EL EN FA FI FR HE HI HR HU IS ITA JA KA KOR LT ML MT NE NL NO POL POR PUN RUS S SK SL SV TH TL TUR UK
"""
CODES_OF = {
    ("meeting-guide", AA): LANGUAGE_CODES
    + """11 12x12 A ABSI AL AL-AN ASL B BA BE BI BRK C CAN CF D DB DD DR FF G GR H L LGBTQ LIT LS M MED N NB NDG O OUT
    P POA POC SEN SM SP ST T TC TR W X XB XT Y ONL BV-I D-HOH LO-I QSL RSL""",
    ("meeting-guide", "al-anon"): "AC Y A BA BE AA AL O C FF G L LGBTQIA M POA POC ASL SM SP ST T X W YA ONL TC",
    ("meeting-guide", NA): """CPT BT BEG CAN CW C DISC GL IP IW JFT LIT LC M MED NS O QA RA SMOK SPAD SPK STEP SWG TOP
    TRAD VAR X W Y ONL TC""",
    ("meeting-guide", CA): """11 12x12 A ABSI AL AL-AN ASL B BA BE BRK BUS C CAN CF D DD DR FF G GR H L LGBTQ LIT LS M
    MED N O SM SP ST T TR W X XT Y ONL TC""",
    ("bmlt", NA): """AB Ag B BK BL BT C CH CL CP CS CW D ENG ES FD FIN GL GP HY IL IP IW JT L/R LC M ME NC NS O OE PER
    Pi QA RA RF Rr SC SD SG SL So SPAD St TC Ti To Tr TW VM W WC YP ID WEB""",
    # LANG stands for any language at all, so that it cannot lead to one: its reader goes by the key or the name.
    ("bmlt-world", NA): """BEG BT CAN CH CLOSED CPT CW DISC GL GP HYBR IP IW JFT LC LIT M MED NC NS OPEN QA RA S-D SMOK
    SPAD SPK STEP SWG TC TOP TRAD VAR VM W WCHR Y""",
    # The keys of German servers, where CL is Clean Leben and F for women; its week of the month is read off a key.
    ("bmlt-de", NA): """Aussen BT Beh CL EF F FuA GT KK Lit M Med O RE S SPAD Sp T Tr glbtiiq inst kf naf new nfh sch10
    schf wf""",
    ("bmlt-language", NA): "ar de en es fa fr hu pl ru uk ENG FIN PER L/R ASL Russisch Englisch Polski",
}
SAME_LETTERS = [
    ("C", "al-anon", "field", "who=members"),
    ("O", "al-anon", "field", "who=anyone"),
    ("S", AA, "language", "es"),
    ("S", ACA, "tag", "speaker"),
    ("SP", AA, "tag", "speaker"),
    ("SP", ACA, "language", "es"),
    ("T", AA, "tag", "lgbtq"),
    ("T", ACA, "tag", "fellowship-text"),
    ("POA", AA, "field", "slip=yes"),
    ("POA", "al-anon", "tag", "parents"),
    ("POA", ACA, "field", "slip=yes"),
    ("B", AA, "tag", "big-book"),
    ("B", DA, "tag", "business-owners"),
    ("Y", AA, "tag", "young-people"),
    ("Y", ACA, "tag", "workbook"),
    ("A", AA, "tag", "secular"),
    ("A", ACA, "tag", "adults-only"),
    ("TR", AA, "tag", "traditions-study"),
    ("TR", "al-anon", "language", "tr"),
    ("TR", "gamblers-anonymous", "tag", "traditions-study"),
    ("AR", AA, "language", "ar"),
    ("AR", DA, "tag", "artists"),
    ("IS", AA, "language", "is"),
    ("IS", "recovery-dharma", "tag", "inquiry-study"),
    ("HR", AA, "language", "hr"),
    ("HR", SLAA, "tag", "healthy-relationships"),
    ("NC", SLAA, "tag", "newcomers"),
    ("CC", "recovery-dharma", "access", "childcare"),
    ("CC", "eating-disorders-anonymous", "tag", "chairs-choice"),
]
FIELD_VALUES = {
    "who": WhoMayCome,
    "joining": Joining,
    "cost": Cost,
    "slip": YesNo,
    "children": YesNo,
    "attendance": Attendance,
    "status": Status,
    "bank_holidays": BankHolidays,
}
LANGUAGES = """
bfi bn cy en-GB ga gd gu ro so ur
af am ar ase bg da de el en es fa fcs fi fr he hi hr hu is it ja ka ko lt ml mt ne nl no pa pl pt rsl ru sk sl sv th tl
tr uk
"""
NATIONS = {"england", "scotland", "wales", "northern-ireland"}
NUMBER = re.compile(r"\d(?:[ .()-]?\d){4,}")
BARRED = re.compile(
    r"suffer|\baddicts?\b|\balcoholics?\b|abuser|overcome|success|proven|\bbest\b|\bcure|guarantee|victim|battle"
    r"|struggl|hopeless|life-changing",
    re.IGNORECASE,
)


PROPER_NAMES = re.compile("|".join(re.escape(row["name"]) for row in PROGRAMMES))


def described():
    for programme in PROGRAMMES:
        yield pytest.param(programme["description"], id=programme["slug"])
    for tag in TAGS:
        yield pytest.param(tag["description"], id=f"tag-{tag['slug']}")
    for helpline in HELPLINES:
        yield pytest.param(helpline["for_whom"], id=f"helpline-{helpline['slug']}")


def meaning_of(scheme, fellowship, code):
    """What a code means as an importer looks it up: its fellowship's own meaning, else that of every fellowship."""
    found = {row["fellowship"]: row for row in CODES if row["scheme"] == scheme and row["code"] == code}
    return found.get(fellowship) or found.get("")


@pytest.mark.parametrize("name", SLUGGED)
def test_slugs_are_well_formed_and_stand_once(name):
    slugs = [row["slug"] for row in SLUGGED[name]]
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []
    assert sorted({slug for slug in slugs if slugs.count(slug) > 1}) == []


def test_slugs_that_others_rely_on_are_there():
    who = {tag["slug"] for tag in TAGS if tag["family"] == TagFamily.WHO}
    assert [slug for slug in PROGRAMME_SLUGS.split() if slug not in {row["slug"] for row in PROGRAMMES}] == []
    assert [slug for slug in WHO_SLUGS.split() if slug not in who] == []
    assert [slug for slug in ACCESS_SLUGS.split() if slug not in {row["slug"] for row in ACCESS}] == []


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        (
            PROGRAMMES,
            "slug name short_name other_names approach audience about description website helpline helpline_hours"
            " nations translations",
        ),
        (TAGS, "slug label family description translations"),
        (ACCESS, "slug label translations"),
        (CODES, "scheme fellowship code label means value"),
        (
            HELPLINES,
            "slug name number text_number text_to relay bsl_url email website hours nations ages languages for_whom"
            " urgent topics position source translations",
        ),
    ],
    ids=["programmes", "tags", "access features", "codes", "helplines"],
)
def test_every_row_of_a_file_has_the_same_keys(rows, keys):
    assert {tuple(row) for row in rows} == {tuple(keys.split())}


def test_programmes_use_the_closed_lists():
    assert {row["approach"] for row in PROGRAMMES} <= set(Approach.values)
    assert {row["audience"] for row in PROGRAMMES} <= set(Audience.values)
    known = {*ABOUT_BY_SLUG, "any"}
    assert [row["slug"] for row in PROGRAMMES if not row["about"] or not set(row["about"]) <= known] == []
    assert [row["slug"] for row in PROGRAMMES if "any" in row["about"] and len(row["about"]) > 1] == []
    assert {tag["family"] for tag in TAGS} == set(TagFamily.values)


def test_family_programmes_are_about_the_relatives_problem():
    about = {row["slug"]: row["about"] for row in PROGRAMMES if row["audience"] == Audience.FAMILY}
    assert about["al-anon"] == about["alateen"] == ["alcohol"]
    assert about["nar-anon"] == ["drugs"]
    assert about["families-anonymous"] == ["drugs", "alcohol"]
    assert about["gam-anon"] == ["gambling"]
    assert about["smart-family-and-friends"] == ["any"]


def test_a_name_that_people_type_leads_to_one_programme():
    owners = {}
    for row in PROGRAMMES:
        for name in {row["name"], row["short_name"], *row["other_names"]}:
            owners.setdefault(name.casefold(), set()).add(row["slug"])
    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}


@pytest.mark.parametrize(("scheme", "fellowship"), CODES_OF)
def test_no_code_of_a_known_set_is_missing(scheme, fellowship):
    codes = CODES_OF[scheme, fellowship].split()
    assert [code for code in codes if meaning_of(scheme, fellowship, code) is None] == []


@pytest.mark.parametrize(("code", "fellowship", "means", "value"), SAME_LETTERS)
def test_the_same_letters_mean_what_their_fellowship_means(code, fellowship, means, value):
    row = meaning_of("meeting-guide", fellowship, code)
    assert (row["means"], row["value"]) == (means, value)


def test_a_code_stands_once_in_its_fellowship_whatever_its_case():
    seen = [(row["scheme"], row["fellowship"], row["code"].casefold()) for row in CODES]
    assert sorted({key for key in seen if seen.count(key) > 1}) == []


def test_every_code_leads_to_something_that_exists():
    tags, features = {row["slug"] for row in TAGS}, {row["slug"] for row in ACCESS}
    programmes = {row["slug"] for row in PROGRAMMES}

    def leads_somewhere(row):
        if row["means"] == CodeMeaning.TAG:
            return row["value"] in tags
        if row["means"] == CodeMeaning.ACCESS:
            return row["value"] in features
        if row["means"] == CodeMeaning.LANGUAGE:
            return set(row["value"].split(" ")) <= set(LANGUAGES.split())
        field, _, value = row["value"].partition("=")
        return row["means"] == CodeMeaning.FIELD and value in FIELD_VALUES[field].values

    assert [row for row in CODES if not leads_somewhere(row)] == []
    assert {row["fellowship"] for row in CODES} - {""} <= programmes
    assert {row["scheme"] for row in CODES} == {
        "meeting-guide", "meeting-guide-sheet", "bmlt", "bmlt-world", "bmlt-de", "bmlt-language",
        "open-referral-uk",
    }  # fmt: skip


@pytest.mark.parametrize("text", list(described()))
def test_descriptions_are_short_plain_and_neutral(text):
    sentences = re.split(r"(?<=[.!?])\s+", text)
    assert text[-1] == "."
    assert len(sentences) <= 3 and len(text.split()) <= 60
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
    assert BARRED.findall(PROPER_NAMES.sub("", text)) == []
    assert NUMBER.findall(text) == []


def test_a_number_stands_in_a_field_for_numbers_only():
    without_helplines = [{**row, "helpline": ""} for row in PROGRAMMES]
    assert NUMBER.findall(json.dumps([without_helplines, TAGS, ACCESS, CODES], ensure_ascii=False)) == []


def test_a_programmes_helpline_is_the_one_in_the_list_of_helplines():
    listed = {row["slug"]: (row["number"], row["hours"]) for row in HELPLINES}
    ours = {row["slug"]: (row["helpline"], row["helpline_hours"]) for row in PROGRAMMES if row["helpline"]}
    assert ours == {slug: listed[slug] for slug in ours}


def test_websites_are_https():
    links = [row[key] for row in PROGRAMMES + HELPLINES for key in ("website", "bsl_url") if row.get(key)]
    assert [link for link in links if not re.fullmatch(r"https://[a-z0-9.-]+/[a-z0-9/-]*", link)] == []


def test_every_helpline_can_be_reached_and_names_its_source():
    ways = ("number", "text_number", "relay", "bsl_url", "email", "website")
    assert [row["slug"] for row in HELPLINES if not any(row[way] for way in ways)] == []
    assert [row["slug"] for row in HELPLINES if not row["source"] or not set(row["nations"]) <= NATIONS] == []
    assert [row["position"] for row in HELPLINES] == sorted({row["position"] for row in HELPLINES})


def test_danger_to_life_comes_first():
    urgent = [row["slug"] for row in HELPLINES if row["urgent"]]
    assert urgent == [row["slug"] for row in HELPLINES][: len(urgent)]
    assert urgent[0] == "emergency"
    assert {"nhs-111-england", "nhs-111-wales", "nhs-24", "samaritans", "shout", "emergency-bsl"} <= set(urgent)
