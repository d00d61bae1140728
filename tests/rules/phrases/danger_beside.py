"""What people write in danger where the words beside it could hide it: a place, a day, what they took or saw."""

BESIDE = {
    "suicide": """
        wish i were dead
        i wish i was never born
        i want to be dead by tuesday
        id rather be dead on sunday
        better off dead near my mum
        i dont want to live
        i dont want to live in this world
        i dont want to live like this
        i want to die for good
        going to end my life back in ipswich
        cant go on alone
    """,
    "overdose": """
        took too much of my medication
        i took too much on tuesday
        injected too many
        took a whole week of tablets
        took the whole weeks meds
        take a whole packet of pills
        my son has overdosed is he dead
        my friend has overdosed and lost consciousness
    """,
    "seizure": """
        having fits a lot
        he is having fits with it
        had fits in the night
        stopped drinking fits in ipswich
    """,
    "withdrawal": """
        seeing things in my room
        stopped drinking sick day 3
        stopped drinking and confused what day it is
        stopped drinking and confused where i am
    """,
    "abuse": """
        he hit me that hard
        he hits me like its nothing
        my husband beat me to a pulp
        being hurt by my partner
        scared of meeting my husband
    """,
    "child": """
        im 15 st albans
        im 12 and a half
        i am a child of 12
        i am 15 to young for aa
        i am 16 meetings for me
    """,
    "sudden-stop": """
        stop drinking and smoking cold turkey
        cold turkey off heroin and smoking
    """,
}
