"""What only sounds like danger, and what people search for every day."""

HARMLESS = """
    dying for a coffee
    dying for a cuppa after the meeting
    dying for a drink
    dying to try a meeting
    coffee to die for
    stop smoking
    stop smoking suddenly
    quit smoking cold turkey
    give up smoking today
    stop gambling today
    stop drinking
    i want to stop drinking
    help me stop drinking
    stop drinking meeting near ipswich
    stop using drugs
    cut down drinking
    cutting down on alcohol
    cut back
    hit the road
    hit rock bottom
    hit the bottle
    it hit me that i need help
    grief hits me hard
    cravings hit me
    the meeting hit me like a ton of bricks
    keep fit
    fit and well
    fit and healthy
    a group that fits around work
    fits with work
    fits in with school
    fitting in
    how to fit meetings in
    meetings that fit my shifts
    benefits
    survivors of incest anonymous
    violence anonymous
    survivors of ritual abuse
    alcohol abuse
    drug abuse
    substance abuse
    scared of meetings
    afraid of going to my first meeting
    scared he will relapse
    im scared to go to a meeting
    nervous about meetings
    sick of drinking
    sick and tired of being sick and tired
    off sick
    worried sick about my son
    shaking hands
    milkshakes
    seeing things differently
    confused about what meeting to go to
    no sweat
    cash withdrawal
    i am 15 miles away
    im 15 minutes from ipswich
    i am 12 days sober
    i am 9 months clean
    i'm 16 weeks sober
    i am 10 years sober
    12 step
    i am 12 stepping
    under 18s group
    over 18
    my 15 year old drinks too much
    my 16 year old son
    young people
    teenager
    alateen
    for teens
    school hours
    childcare
    children welcome
    adult children
    i am a child of an alcoholic
    child of an alcoholic
    adult child of an alcoholic
    dead end street hall
    dead good meeting
    dead handy for the bus
    the way out
    way out group
    living sober
    new life
    life ring
    just for today
    killing time
    top up
    burn out
    after detox
    just out of detox
    left detox last week
    bus stop
    near a bus stop
    digital detox
    bereaved
    lost my son to an overdose
    my daughter died of an overdose
    overdose awareness day
    overeaters anonymous
    overdue
    cant go on sunday
    cant go on my own
    can't go on the bus
    cant wake up early
    cant do mornings
    takes too much time
    had too much on
    too many meetings
    my husband drinks
    my husband drinks too much
    my wife is drunk every night
    my husband is drinking himself to death
    my son uses heroin
    my son takes too many drugs
    married to an alcoholic
    my dad is dying
    husband
    wife
    carers
    hope
    serenity
    sharing
    stopped drinking, sharing
    stopped speaking
    stopped eating sweets
    quilting
    turkey
    cold
    shopping
    stop shopping
    knitting
    swearing
    safety
    refuge recovery
    smack
    kick the habit
    kicking the habit
    beat addiction
    beat the bottle
    violin lessons
    conclusions
    conversion
    consulting
    aa ipswich tuesday
    women's meeting tuesday evening near woodbridge
    gambling
    lunchtime
    meditation
    medication
    mental health
    depression
    anxiety
    anger
    grief
    loneliness
    i hit 90 days
    hitting ninety meetings
    bite size meeting
    my husband goes to aa
    how to stop my husband drinking
    get off the bus at woodbridge
    off the wagon
    fell off the wagon
    relapse
    i relapsed yesterday
    sober 3 days
    day 3 of sobriety
    confusing timetable
    heart of suffolk
    attack the steps
    within 10 kms of ipswich
    5 kms from woodbridge
    cut myself off from drinking friends
    burning myself out at work
    shoot myself in the foot
    a room that is dead near the station
    how to fit in
    fitting in with people
    a meeting that fits in with school
    seeing things in a new light
    i took too much on at work
    taking too much on
    i am 12 and a half years sober
    i am 15 to 20 miles away
    i am 15 or 16 miles away
    stop smoking cold turkey
    i dont want to live with my husband
    i dont want to live in a shared house
    families hurt by drinking
    i take a sick day
    cant go on sundays
"""
