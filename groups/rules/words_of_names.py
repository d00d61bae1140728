"""Words by which a person's name is told from a place's: first names, what may follow them, what places are called."""

_FIRST = """
aaron abdul abigail adam adele adrian agnes ahmed aidan aileen aisha alan alastair albert alec alex alfie ali alice
alison alistair allan allison amanda amelia amir amy ana andrea andrew andy angela angie angus anita ann anna anne
annette annie anthony antonia antony arthur asha audrey barbara barry becky ben benjamin bernadette bernard beth betty
bobby brenda brendan brian bridget bruce bryan bryony callum cameron carl carla carole caroline carolyn catherine
cathy cecilia charles charlie charlotte cheryl chloe chris christina christine christopher ciaran claire colin colleen
connor dan daniel danielle danny darren dave david debbie deborah debra declan denise dennis derek diana diane dominic
donald donna doreen dorothy duncan dylan eamonn eddie edith edward edwin eileen elaine eleanor elena elizabeth ellen
ellie elsie emily emma eric erica erin ethel eugene eva evelyn fatima fiona frances francis fraser fred freddie
frederick gabriel gareth gary gavin gemma geoff geoffrey george georgina gerald geraldine gerard gill gillian gina
glenda glenn gloria gordon graeme graham greg gregory gwen gwyn hannah harold harriet harry hassan hayley helen helena
henry hilary howard hugh ian imran ingrid irene isaac isabel isabella isla ivan jackie jacob jacqueline jake james
jamie jane janet janice jason jayne jean jeff jeffrey jennifer jenny jeremy jerry jess jessica jill jim jimmy jo joan
joanna joanne joe joel john johnny jon jonathan joseph josephine josh joshua joyce juan judith judy julia julian julie
justin karen karl kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kevin khalid kieran kimberley
kirsty kyle laura lauren leah leanne leo leonard leslie liam linda lindsay lisa liz lorna lorraine louis louise lucy
luke lydia lynda lynn lynne maggie malcolm mandy marcus margaret maria marian marie marilyn marion marjorie martin
marvin mary mathew matt matthew maureen maurice megan melanie melissa michael michelle miguel mike mohamed mohammed
molly monica morag muhammad muriel nadia nancy naomi natalie natasha neil nicholas nick nicky nicola nicole nigel nina
noah nora norma norman oliver olivia oscar owen pam pamela patricia patrick paul paula pauline peggy pete peter phil
philip phillip phoebe phyllis priya rachael rachel ralph raymond rebecca rhian rhys richard rita robert roberta roger
roland ron ronald rory rosa rosemary rosie russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean
shane sharon sheena sheila simon siobhan sofia sophia sophie stacey stella stephanie stephen steve steven stewart
stuart sue susan susanna susie suzanne sylvia tamsin tania tanya ted terence teresa terry theresa thomas tim timothy
tina tom tommy toni tony tracey tracy trevor trisha ursula valerie vanessa vera vernon veronica vicky vijay vincent
vivien walter wendy william winifred xavier yasmin yusuf yvonne zach zara zoe
"""
_FIRST_AND_MORE = """
alexandra april art bethany bill bob carol clare craig daisy dawn dean douglas evan faith florence frank glen grace
hazel heather holly hope iris ivy jack jan jasmine jordan joy june kay kerry kim lawrence lee lewis lily lloyd lois
mark martha max may mel noel pat penny rob robin rod rose ross roy stanley victoria violet wayne will
"""
_OF_PLACES = """
abbey academy annex annexe arms association ave avenue baptist barn basement block blvd bridge building bungalow
business cafe campsite campus car care cathedral catholic center centre chapel charity church clinic close club
college common community complex congregational convent corner cottage counselling court crescent cross dock drive
embankment episcopal estate farm fellowship field fields foundation garden gardens gate gates green group groups grove
guide guides hall health heights highway hill hospice hospital hotel house hub hwy inn institute island kirk lane
laundry leisure library lodge lounge lutheran manor market mead meadow meeting meetings memorial methodist mews mill
ministries ministry mission mosque museum neighbourhood open oratory palace parade parish park parlor parlour pavilion
pier pike place plaza point practice pre presbyterian priory project promenade pub quaker quay rd recovery rectory
resource restaurant ridge rise road room rooms row school scout scouts service services site society sports square st
stadium station steps street studio studios suite support surgery synagogue tavern temple terrace theatre tower town
trail trust turnpike union unitarian united university vale vicarage view villa village walk ward way wesleyan wharf
wing wood woods yard youth
"""
_NO_SURNAME = """
aa about afg after al alateen am and anon april are at august before big blue book bst by ca call can chair december e
email february for fri friday from ga gmt greeter gsr has helpline host hosts if in intergroup is january july june
line mail march may mobile mon monday na nhs no not november now oa october office on only or phone please pm ring sat
saturday secretary sees september smart step steps sun sunday team tel telephone text the thu thur thurs thursday to
today tonight treasurer tue tues tuesday via was wed wednesday when who will with zoom
"""

AMBIGUOUS_FIRST_NAMES = frozenset(_FIRST_AND_MORE.split())
"""First names that are towns, trees, months or verbs as well: names only where something else says so."""

FIRST_NAMES = frozenset(_FIRST.split()) | AMBIGUOUS_FIRST_NAMES
"""First names that are common where English is spoken."""

OF_PLACES = frozenset(_OF_PLACES.split())
"""What places are called: a name with such a word in it or behind it is one of theirs."""

SURNAMES_TOO = frozenset(
    ["cross", "field", "fields", "green", "hill", "lane", "mill", "park", "walk", "ward", "wood", "woods"]
)
"""Those that people are called as well."""

HALLOWED = frozenset(
    [
        "blessed",
        "duke",
        "father",
        "holy",
        "king",
        "lady",
        "lord",
        "our",
        "prince",
        "princess",
        "queen",
        "saint",
        "saints",
        "san",
        "santa",
        "sir",
        "st",
        "sts",
    ]
)
"""What begins the name of a church, a street or a public house."""

NO_SURNAMES = frozenset(_NO_SURNAME.split())
"""What may follow a first name with a capital, and is no surname."""

NO_MEMBERS = frozenset(
    [
        "bill wilson",
        "lois wilson",
        "bob smith",
        "jimmy kinnon",
        "martin luther",
        "john lewis",
        "robert dyas",
        "sue ryder",
    ]
)
"""Founders, and shops on the corner."""
