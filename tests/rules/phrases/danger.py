"""What people write when there is danger, misspelt as they write it."""

SPOKEN = {
    "suicide": """
        i want to die
        I WANT TO DIE
        want to die
        wnat to die
        i wnat to dei
        i dont want to live anymore
        i don’t want to be here anymore
        dont wanna be alive
        suicide
        suicidal
        sucidal
        suicidle
        sucide
        suiside
        suicidal thoughts
        feeling suicidal
        my son is suicidal
        my daughter wants to kill herself
        kill myself
        kil myself
        killing my self
        i am going to kill myself
        thinking about killing myself
        thinking of ending my life
        want to end it all
        ending it all tonight
        i want to end my life
        take my own life
        he tried to take his own life
        better off dead
        they would be better off without me
        no reason to live
        nothing to live for
        whats the point in living
        life is not worth living
        cant go on
        i can't go on
        i cant go on like this
        cant carry on
        cant cope anymore
        can't take it any more
        wish i was dead
        wish I wasn't here
        i hope i dont wake up
        hang myself
        jump off a bridge
        jump in front of a train
        self harm
        self-harming
        cutting myself
        i hurt myself
        kms
        unalive
        tired of living
        sick of life
        hate my life
        drinking myself to death
        i need help i want to die meeting tonight ipswich
        threatened to kill himself
        overdose? no i just want to die
    """,
    "overdose": """
        overdose
        overdosed
        ovredose
        overdoes
        my son has overdosed
        he has taken an overdose
        od on heroin
        ive oded
        taken too many pills
        i took too many tablets
        took to many pils
        swallowed a bottle of paracetamol
        swallowed all my tablets
        took a handful of pills
        my friend wont wake up
        cant wake him
        can't wake my husband
        he is not breathing
        shes unconscious
        unconcious
        unresponsive
        lips are blue
        blue lips
        turning blue
        trouble breathing
        injected too much
        took all his methadone
        she has collapsed
    """,
    "seizure": """
        seizure
        seizures
        siezure
        seizuer
        my husband is having a seizure
        he had a fit
        having fits
        had another fit
        having a fit now
        fits when i stop drinking
        stopped drinking and had a fit
        alcohol withdrawal seizure
        epileptic fit
        convulsions
        convulsing
        she is fitting
        keeps fitting
        stopped drinking now having fits
        shaking and fits
    """,
    "withdrawal": """
        withdrawal
        withdrawals
        withdrawl
        withdrawls
        widthdrawal
        alcohol withdrawal
        alchol withdrawel symptoms
        heroin withdrawal
        stopped drinking and shaking
        stopped drinking 2 days ago and shaking
        stoped drinking shaking
        stopped drinkin sweatin and shaking
        i stopped drinking yesterday and cant stop being sick
        quit drinking and sweating
        not had a drink for 2 days and im shaking
        havent had a drink and sweating
        day 3 shaking
        day two no drink sweating
        shaking since i stopped drinking
        sweating after stopping drinking
        sick since giving up alcohol
        shaking and sweating
        shakeing and sweeting
        sweating and shaking
        shaking and being sick
        the shakes
        hands shaking in the morning
        my hands wont stop shaking
        shaky without a drink
        seeing things
        seeing things that arent there stopped drinking
        hearing voices
        hallucinating
        halucinating
        delirium tremens
        dts
        dt's
        rattling badly
        clucking
        came off valium and shaking
        my dad stopped drinking and is confused
        stopped drinking heart racing
        vomiting after stopping drinking
        i think im dying
    """,
    "abuse": """
        my husband hits me
        he hits me
        he hit me
        hits me when drunk
        husbnad hits me
        my partner beats me
        my boyfriend punched me
        he strangled me
        my ex threatens me
        wife hits me
        she hits me when shes drunk
        my son hits me
        beaten by my partner
        being hit
        afraid of my husband
        scared of my husband
        scard of my husband
        sacred of my partner
        frightened of my boyfriend
        terrified of him
        afraid of partner
        afraid to go home
        scared to go home
        not safe at home
        i dont feel safe at home
        he gets violent when he drinks
        my husband is violent
        violent husband
        voilent partner
        domestic abuse
        domestic violence
        domestic voilence
        abusive partner
        abusive relationship
        abussive husband
        my husband is abusive when drunk
        my partner is controlling
        coercive control
        he wont let me leave
        he will kill me
        threatened to kill me
        living in fear
        walking on eggshells
        i was raped
        raped
        sexually assaulted
        he hurts me
        gave me a black eye
        he scares me
        throws things at me
    """,
    "child": """
        i am 15
        i'm 14 and my dad drinks
        im 13 and scared
        im only 12
        i am 16 years old and drinking
        im 17 and i cant stop taking drugs
        i'm 15 years old
        15 year old drinking
        help for a 14 year old
        im under 18
        i am under 18 and need help
        i am fifteen
        im a child
        im still at school
        i am in foster care
        childline
        chidline
        my mum hits me
        my dad hits me
        my stepdad hits me
        scared of my dad
        run away from home
        nobody looks after me
        no food at home
    """,
    "sudden-stop": """
        cold turkey
        cold turky
        going cold turkey
        stop drinking suddenly
        stop drinking sudenly
        stopping overnight
        is it safe to stop drinking suddenly
        is it safe to stop drinking
        stop drinking today
        just stopped drinking
        stop drinking on my own
        detox
        detox at home
        home detox
        detoxing myself
        de tox
        alcohol detox
        come off valium
        coming off benzos
        stop taking diazepam
        quit xanax
        stop gbl
        taper off alcohol
        suddenly stopped drinking
        quit heroin cold turkey
        quit alcohol cold turkey
    """,
}

SEVERAL = {
    "i want to die ive taken too many pills": ("overdose", "suicide"),
    "im 15 and my mum hits me": ("abuse", "child"),
    "im 14 and want to die": ("suicide", "child"),
    "stopped drinking suddenly now shaking and having fits": ("seizure", "withdrawal", "sudden-stop"),
    "he hits me and i want to die": ("suicide", "abuse"),
    "detox withdrawal": ("withdrawal", "sudden-stop"),
}
