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
        mam padaczke alkoholowa
        dostal padaczki
        ma atak i sie trzesie
        maz ma drgawki
        drgawki po alkoholu
        drgawki
        rzuca nim na podlodze
        atak epilepsji
        miał atak po odstawieniu
        atak drgawkowy
        dostałem drgawek
        napad padaczkowy
        padaczki dostal
        ma napad
        trzesie nim i piana z ust
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
        wzialem za duzo heroiny
        wzial za duzo
        wzięłam wszystkie tabletki
        połknął 30 tabletek
        lyknelam 20 apapow
        polknela garsc tabletek
        przecpal
        przećpał
        syn przedawkowal
        przedawkowalem
        moja dziewczyna nie oddycha
        chlopak nie oddycha i jest siny
        nie moge dobudzic syna
        nie mozna go obudzic
        nie da sie jej obudzic
        maz jest nieprzytomny
        stracil przytomnosc po alkoholu
        nie ma tetna
        nie wyczuwam pulsu
        brak pulsu
        nie mam tchu
        duszę się
        dusi się
        zachlysnal sie
        wymiotuje nieprzytomny
        zatrucie metanolem
        wypilam plyn do spryskiwaczy
        przedawkowanie lekow co robic
        wzial dopalacze i nie reaguje
        wypił za dużo i nie reaguje
        naćpał się i nie oddycha
        zlapal zapasc
        zapaść
        reanimacja
        wezwać karetkę
        karetka
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
        nie chce juz zyc
        niechce mi sie zyc
        chce zdechnac
        mam wszystkiego dosc chce umrzec
        chcialbym umrzec
        chcialabym nie zyc
        jak sie zabic
        najlepszy sposob zeby sie zabic
        zaraz sie zabije
        ide sie powiesic
        mam ochote sie zabic
        mąż chce się zabić
        syn chce popełnić samobójstwo
        córka się tnie
        corka sie tnie
        syn probowal sie zabic
        brat próbował się powiesić
        kolezanka mowi ze nie chce zyc
        żona grozi samobójstwem
        nie widze sensu zycia
        moje zycie nie ma sensu
        zycie jest bez sensu
        bez sensu jest życie
        nie ma po co zyc
        nie chce dalej tak zyc
        mam mysli samobojcze
        mysle o smierci
        mysle o tym zeby ze soba skonczyc
        chcę skończyć swoje życie
        chce odejsc z tego swiata
        wolalabym nie zyc
        lepiej jakbym nie zyl
        lepiej dla wszystkich jakby mnie nie bylo
        pragne smierci
        chcę żeby to się skończyło
        nie dam rady juz dluzej
        nie wytrzymam juz
        nie daje juz rady zyc
        podetne se zyly
        zajebie sie
        chce sie zajebac
        nie chce istniec
        chce zasnac i sie nie obudzic
        myśli s
        mam plan samobojczy
        chce sie otruc
        chce sie utopic
        rzuce sie pod tira
        tne sie zyletka
        pocialem sie
        mam ochote sie pociac
        pomocy nie chce zyc
        umrzec chce
        zabic sie
        ja juz nie moge zyc
        wszyscy beda szczesliwsi beze mnie
        odbiorę sobie życie
        tabletki zeby umrzec
        ile tabletek zeby umrzec
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
        trzese sie caly
        cala sie trzese
        strasznie sie trzese
        trzesa mi sie rece bez alkoholu
        telepawka
        mam telepawke
        odstawienie alkoholu objawy
        poce sie i trzese
        nie pije 2 dni i sie trzese
        po odstawieniu wodki mam zwidy
        mam zwidy
        ma zwidy i majaczy
        maz ma delirke
        delirium alkoholowe
        slysze glosy po odstawieniu
        widze robaki na scianie
        serce mi wali po odstawieniu
        zle sie czuje po odstawieniu
        umieram z bólu po odstawieniu
        bol w klatce
        kolatanie serca po odstawieniu
        jestem na glodzie
        mam glod heroinowy
        skret po heroinie
        zjazd po amfetaminie
        trzese sie jak galareta
        trzęsiawka po alkoholu
        dygocze cala
        mam dreszcze i wymiotuje nie pije
        odstawilam alkohol i nie spie
        biała gorączka u męża
        rano trzesa mi sie rece
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
        maz mnie pobil
        maz mnie uderzyl
        uderzyl mnie po pijaku
        bije mnie
        bije mnie po pijaku
        pijany maz mnie bije
        jak pije to mnie bije
        mąż pije i bije
        pije i bije
        mój partner mnie dusi
        chlopak mnie szarpie
        byly mnie nachodzi
        boje sie partnera
        boje sie swojego meza
        boję się o swoje życie
        boje sie ze mnie zabije
        boimy sie ojca
        ojciec pije i bije mame
        ojciec bije matke
        przemoc psychiczna
        maz sie nade mna zneca
        zneca sie psychicznie
        wyzywa mnie od kurew
        grozi mi smiercia
        maz mi grozi
        grozi ze zabierze dzieci
        wyrzuca mnie z domu
        zamyka mnie w domu
        zgwalcil mnie
        zostalam zgwalcona
        zmusil mnie do seksu
        molestuje mnie
        maz jest agresywny
        agresja męża
        agresywny po alkoholu
        rzuca sie na mnie z piesciami
        mam podbite oko
        uciekłam od męża
        chce uciec od meza
        syn mnie bije po narkotykach
        partnerka mnie bije
        ukrywam sie przed mezem
        jestem ofiara przemocy domowej
        kontroluje mnie
        nie wypuszcza mnie z domu
        ręce na mnie podnosi
        podnosi na mnie reke
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
        mam 13 lat i boje sie
        mam 16 lat i pije
        mam 17 lat i cpam
        mam 12 lat mama pije
        jestem dzieckiem i tata pije
        jestem 15 latka
        mam pietnascie lat
        jestem niepelnoletni
        tata bije mame i mnie
        tato mnie bije
        moj tata mnie bije
        mama mnie bije jak wypije
        ojczym mnie molestuje
        wujek mnie dotyka
        rodzice pija i mnie bija
        boje sie wracac do domu mam 14 lat
        maz bije dzieci
        partner krzywdzi moje dziecko
        ktos krzywdzi dziecko
        sasiad bije dziecko
        sąsiedzi biją dzieci
        dziecko glodne samo w domu
        dzieci sa zaniedbane
        dziecko jest krzywdzone
        14-latek pije
        13 latka pije alkohol
        syn ma 13 lat i pije
        uciekam z domu
        rodzice mnie wyrzucili z domu
        mama nas zostawila samych
        nie mamy co jesc
        mam 9 lat
        chodze do 7 klasy
        wykorzystywanie dziecka
        molestowal dziecko
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
        odstawilem alkohol nagle
        nagle odstawilam leki
        odstawic alkohol z dnia na dzien
        jak odstawic alkohol
        jak odstawić alkohol samemu
        jak samemu przestac pic
        czy moge nagle przestac pic
        czy mozna przestac pic z dnia na dzien
        przestalem pic wczoraj
        wczoraj przestalem pic
        przestałam pić dwa dni temu
        2 dni nie pije
        od rana nie pije
        nie pije drugi dzien
        pierwszy dzień bez alkoholu
        domowy detoks
        detox w domu
        odtrucie alkoholowe
        odtruc sie w domu
        odstawienie benzo
        odstawilam xanax
        przestałem brać xanax
        rzucilem heroine wczoraj
        rzucam metadon
        schodze z metadonu
        chce zejsc z morfiny
        odtrucie ipswich
        na sucho odstawic
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
    szukam pomocy dla męża
    mąż wrócił z odwyku
    mąż jest na odwyku
    boję się że syn zacznie pić
    boje sie wstydu
    boję się samotności
    boję się pić
    boje sie trzezwosci
    czy moge przyjsc z dzieckiem
    czy można przyjść z mężem
    dziecko alkoholika
    dla dzieci alkoholików
    moje dziecko ma 15 lat
    mój 16 letni syn pali trawkę
    mam 20 lat
    mam 30 lat i piję od 15 lat
    mam 5 dni trzeźwości
    mam 7 dni
    mam 12 dni bez alkoholu
    mam 11 miesięcy
    piję od 15 lat
    od 10 lat nie piję
    nie pije 5 lat
    bez picia 3 lata
    rok bez alkoholu
    przestałem pić rok temu
    przestałem pić 5 lat temu
    przestać pić na zawsze
    zabić głód
    zajebista grupa
    dobra grupa
    życie po rozwodzie
    śmierć męża
    żona zmarła
    zmarł mi syn
    po śmierci syna z przedawkowania
    praca nad sobą
    mityng w szkole
    kościół przy szkole
    spotkania w szpitalu
    jestem w ciąży
    jestem w szoku
    jestem sam
    jestem sama
    samotność
    dom kultury w ipswich
    polski kościół
    grupa przy kościele
    z kolegą
    idę pierwszy raz
    nie mogę spać w nocy
    nie mogę przyjść
    nie mogę przestać grać
    nie mogę przestać jeść
    nie mogę chodzić po schodach
    nie chce przestać pić
    nie chce się leczyć
    mąż nie chce przestać pić
    syn nie chce się leczyć
    nie chce iść na aa
    nie chcę pić
    nie chce grać
    nie chcę być sama
    mam dość hazardu
    mam dość męża
    dość picia
    skończyć z piciem
    chcę skończyć z hazardem
    chcę skończyć pić
    zacząć nowe życie
    żyć w trzeźwości
    nauczyć się żyć
    jak żyć z alkoholikiem
    jak żyć bez alkoholu
    nie umiem żyć bez alkoholu
    nie umiem żyć trzeźwo
    życie ma sens
    sens życia
    rzucić wszystko
    trudne dni
    serce
    drżące ręce kawa
    kawa i ciasto
    gorączka sobotniej nocy
    gorączka
    zmęczona
    stracić pracę
    stracił pracę
    stracił wszystko
    stracił panowanie
    agresja
    wybuchy złości
    atak śmiechu
    kryzys
    jestem w kryzysie
    wsparcie psychologiczne
    telefon zaufania
    terapia par
    kłócimy się
    rozwód
    uzależnienie od leków
    leki na sen
    tabletki nasenne
    biorę tabletki
    za dużo pracy
    wziął urlop
    wzięłam ślub
    kilka spotkań
    parę mityngów
    wypił za dużo
    brat siedzi w więzieniu
    dziadek pije
    babcia bije się w pierś
    bić rekord
    kopie ogródek
    wali w kasynie
    leje wodę
    tłum
    oddychanie
    oddech
    medytacja oddechu
    obudzić nadzieję
    budzenie
    nie budzi wątpliwości
    nie reaguje na leczenie
    dzwonić
    policja
    sąd rodzinny
    kurator
    opieka społeczna
    rodzic samotny
    dziecko z autyzmem
    nastolatek pije
    uczeń
    młodzież szkolna
    spotkania dla młodzieży 16 lat
    od 16 lat
    dla 16 latków
    mój tata pije
    mama i tata piją
    tata jest alkoholikiem
    detektyw
    do domu
    dom
    w domu
    boli mnie głowa
    boli
    sami
    odstawić cukier
    odstawić papierosy
    rzucić fajki od razu
    co robić gdy mąż pije
    kiedy jest mityng
    dzisiaj mityng aa
    dziś aa ipswich
    jutro na w bury
    mityng dla kobiet dzisiaj
"""
"""What only sounds like danger, and what people search for every day."""
