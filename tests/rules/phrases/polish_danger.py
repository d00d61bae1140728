"""What people write in danger, in Polish: with its letters and without, in haste, and what only sounds like it."""

SPOKEN = {
    "seizure": """
        atak padaczki
        mąż ma atak padaczki
        maz ma atak padaczki co robic
        dostał drgawek
        ma drgawki po odstawieniu alkoholu
        miałam napad drgawek
        padaczka alkoholowa
        padaczka
        brat ma konwulsje
        przestał pić i ma drgawki
        dostal ataku i piana z ust
        przestałem pić i miałem atak
    """,
    "overdose": """
        przedawkowanie
        przedawkował
        przedawkowal heroine
        chyba przedawkowałam
        mój syn przedawkował
        wzięłam za dużo tabletek
        wzielam za duzo tabletek
        połknęła całe opakowanie leków
        nałykał się tabletek
        zjadłam garść tabletek
        nie oddycha
        kolega nie oddycha po heroinie
        ledwo oddycha
        nie mogę go dobudzić
        nie moge jej obudzic
        jest nieprzytomny
        nieprzytomna kolezanka
        stracił przytomność
        nie reaguje
        ma sine usta
        złoty strzał
        zloty strzal
        zatrucie alkoholem
    """,
    "suicide": """
        chcę umrzeć
        chce umrzec
        nie chcę żyć
        nie chce zyc
        niechce zyc
        nie chce mi się żyć
        nie chcę już żyć
        nie mam po co żyć
        nie mam siły żyć
        mam dość życia
        mam dosc zycia
        chcę się zabić
        chce sie zabic
        zabiję się
        zabije sie
        myślę o samobójstwie
        myśli samobójcze
        mysli samobojcze
        samobojstwo
        popełnię samobójstwo
        chcę ze sobą skończyć
        skończę ze sobą
        skoncze ze soba
        odebrać sobie życie
        odebrac sobie zycie
        targnąć się na życie
        powieszę się
        powiesze sie
        tnę się
        pocięłam się
        okaleczam się
        samookaleczanie
        podciąć sobie żyły
        podetne sobie zyly
        skoczę z mostu
        rzucę się pod pociąg
        lepiej beze mnie
        wszystkim będzie lepiej beze mnie
        lepiej by było gdybym umarła
        nie chcę się obudzić
        wolałbym nie żyć
        chciałabym zasnąć i się nie obudzić
        coś sobie zrobię
        zrobię sobie krzywdę
        mąż mówi że się zabije
        życie nie ma sensu
        nie wytrzymam dłużej
        chce ze soba skonczyc
    """,
    "withdrawal": """
        delirka
        mam delirke
        ma delirium
        biała goraczka
        biala goraczka
        trzęsę się po odstawieniu
        trzese sie po odstawieniu alkoholu
        trzęsą mi się ręce
        trzesa mi sie rece
        rece mi sie trzesa rano
        telepie mnie
        telepie mną bez wódki
        przestałem pić i się trzęsę
        przestalem pic i wymiotuje
        przestałam pić mam omamy
        od wczoraj nie pije i mam poty
        pocę się i trzęsę bez alkoholu
        trzęsawka
        zimne poty
        halucynacje
        widzę robaki
        widzi pająki na ścianach
        słyszę głosy
        slysze glosy
        zespół abstynencyjny
        objawy odstawienia
        objawy odstawienne
        jestem na skręcie
        na głodzie heroinowym
        skręca mnie
        chyba umieram
        zawał serca
        ból w klatce piersiowej
        białe myszki
    """,
    "abuse": """
        mąż mnie bije
        maz mnie bije
        bije mnie mąż
        partner mnie bije i pije
        mój chłopak mnie uderzył
        uderzyl mnie
        pobił mnie
        pobil mnie maz
        mąż bije mnie i dzieci
        jestem bita
        znęca się nade mną
        maz sie zneca nad nami
        przemoc domowa
        przemoc w domu
        przemocy w rodzinie
        ofiara przemocy
        boję się męża
        boje sie meza
        boję się wrócić do domu
        boje sie wracac do domu
        grozi mi nożem
        grozi że mnie zabije
        chce mnie zabić
        mąż jest agresywny po alkoholu
        agresywny mąż
        zgwałcił mnie
        zostałam zgwałcona
        gwałt
        zmusza mnie do seksu
        dusił mnie
        nie czuję się bezpieczna w domu
        nie pozwala mi wychodzić
        żona mnie bije
        syn mnie bije
        niebieska karta
    """,
    "child": """
        mam 14 lat
        mam 15 lat i piję
        mam dopiero 13 lat
        mam szesnaście lat
        jestem niepełnoletnia
        jestem nieletni
        jestem dzieckiem
        tata mnie bije
        mama mnie bije
        ojczym mnie dotyka
        rodzice mnie biją
        boję się taty
        boje sie ojca
        ojciec bije dzieci
        mąż bije dziecko
        krzywdzi dziecko
        dziecku dzieje się krzywda
        dziecko jest bite
        molestowanie dzieci
        uciekłam z domu
        ucieklem z domu
        chodzę do podstawówki
        15 latek pije
        15-latka bierze narkotyki
        nikt się mną nie opiekuje
        telefon zaufania dla dzieci
        jestem w domu dziecka
    """,
    "sudden-stop": """
        nagle przestałem pić
        nagle przestalem pic
        przestać pić z dnia na dzień
        przestac pic nagle
        chcę odstawić alkohol od razu
        nagłe odstawienie alkoholu
        odstawiłam leki
        odstawić xanax
        odstawic relanium nagle
        nie piję od wczoraj
        nie pije od dwoch dni
        od wczoraj nie piję
        jak bezpiecznie przestać pić
        czy mogę przestać pić
        detoks
        detoks w domu
        odtrucie
        odtrucie w domu
        odwyk w domu
        rzucić picie samemu
        przestałam pić wczoraj
        zejść z benzo
        cold turkey
    """,
}
"""Of each kind of danger how people speak of it."""

SEVERAL = {
    "przestałem pić mam drgawki i omamy": ("seizure", "withdrawal"),
    "wzięłam za dużo tabletek chcę umrzeć": ("overdose", "suicide"),
    "mam 15 lat i tata mnie bije": ("abuse", "child"),
    "nagle odstawiłem alkohol i trzęsę się": ("withdrawal", "sudden-stop"),
    "chce umrzec i want to die": ("suicide",),
    "took an overdose nie oddycha": ("overdose",),
}

HARMLESS = """
    chcę przestać pić
    chce przestac pic
    jak przestać pić
    przestać pić ipswich
    przestać brać narkotyki
    nie piję
    nie piję od dwóch lat
    nie piję od trzech miesięcy
    rzucić palenie
    rzucić palenie z dnia na dzień
    nagle rzuciłem palenie
    odstawienie cukru
    przestać grać od razu
    chcę żyć
    nowe życie
    chcę zmienić życie
    odzyskać życie
    dzień po dniu
    żyj i daj żyć innym
    życie w trzeźwości
    życie z alkoholikiem
    nie chcę żyć z alkoholikiem
    nie chcę tak pić
    umieram ze śmiechu
    zabić czas
    zabić nudę
    żałoba po samobójstwie
    stracił brata przez samobójstwo
    śmierć syna przedawkowanie
    zmarła po przedawkowaniu
    atak paniki
    ataki paniki
    atak złości
    ataki lęku
    boję się mityngu
    boję się iść na pierwsze spotkanie
    boję się nawrotu
    boję się że wróci do picia
    boję się ludzi
    porozumienie bez przemocy
    bije mi serce
    dusi mnie kaszel
    trzęsę się ze śmiechu
    trzęsienie ziemi
    mam 15 lat trzeźwości
    mam 10 lat abstynencji
    mam 35 lat
    mam 40 lat i piję
    mam tylko 15 minut
    mam 16 mil
    mój syn ma 15 lat
    córka ma 12 lat
    jestem dzieckiem alkoholika
    dorosłe dzieci alkoholików
    jestem dorosłym dzieckiem alkoholików
    po detoksie
    wyszedłem z detoksu
    po odtruciu
    cyfrowy detoks
    po odwyku
    jestem po terapii
    grupa dla rodziców
    opieka nad dziećmi
    z dziećmi
    mąż pije
    mój mąż pije i nie wiem co robić
    syn bierze narkotyki
    brat ćpa heroinę
    martwię się o syna
    żona alkoholika
    mam problem z alkoholem
    mam problem z narkotykami
    mam dość picia
    szukam pomocy
    potrzebuję pomocy
    mityng aa w ipswich we wtorek wieczorem
    spotkania online po polsku
    spotkania dla kobiet bez schodów
    parking i winda
    niebieska karta parkingowa
    rodzina zastępcza
    gry hazardowe
    zaburzenia odżywiania
    bulimia
    po pracy
    z dala od domu
    w promieniu 5 mil od woodbridge
    grupa wsparcia dla chorych na padaczkę
    mama z dzieckiem
    tata pije
    ojciec alkoholik
    nie radzę sobie
    jest mi ciężko
    pierwszy raz na mityngu
    złość i gniew
    kontrola złości
    depresja
    lęki
    bezsenność
    kac
    głód alkoholowy
    nawrót
    zapiłem
    w ciągu dnia
    bije rekordy
    wezmę udział
    za dużo piję
    dużo leków
    nie mogę spać
    nie mogę przestać pić
    umrzeć z nudów
"""
"""What only sounds like danger, and what people search for every day."""
