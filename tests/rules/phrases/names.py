"""Names of groups, many of them made of ordinary words. Today is Monday 23 November 2026."""

from tests.rules.phrases.asking import asks

ROWS = [
    asks("march aa", "near=March&programme=alcoholics-anonymous", doubts=(("march", "near=March", "q=march"),)),
    asks("5 march", "date=2027-03-05"),
    asks("in march 5", "date=2027-03-05", over="in"),
    asks("reading group", "near=Reading", over="group", doubts=(("reading", "near=Reading", "q=reading"),)),
    asks("step one", left="step one"),
    asks("mind ipswich", "near=Ipswich", left="mind"),
    asks("serenity", left="serenity"),
    asks("serenity group ipswich", "near=Ipswich", left="serenity", over="group"),
    asks("quince tree families", "kind=family", left="quince tree"),
    asks("kettle on", left="kettle", over="on"),
    asks("noon bell", "from=12:00&until=12:30", left="bell"),
    asks("lantern morning", "time=morning", left="lantern"),
    asks("harbour lights", left="harbour lights"),
    asks("river wall walkers", left="river wall walkers"),
    asks("passo a passo", left="passo passo", over="a"),
    asks("naujas rytas", left="naujas rytas"),
    asks("Ropewalk", left="Ropewalk"),
    asks("the anvil", left="anvil", over="the"),
    asks("last train home", left="last train home"),
    asks("open hands", left="hands", over="open"),
    asks("second spring", left="second spring"),
    asks("rainbow quay", left="rainbow quay"),
]
