"""What people write in Welsh when there is danger, north and south, as they spell it; and what only sounds like it."""

SPOKEN = {
    "suicide": """
        dw i eisiau marw
        dwi isio marw
        dwi'n isio marw
        wi moyn marw
        dwi eisiau marw
        dw i ishe marw
        rwy eisiau marw
        dw i am farw
        dwi isho marw
        dwi'n meddwl am farw
        dwi isio lladd fy hun
        dw i'n mynd i ladd fy hun
        wi moyn lladd fy hunan
        meddwl am ladd fy hun
        mae fy mab eisiau lladd ei hun
        hunanladdiad
        hunanladiad
        meddyliau hunanladdol
        teimlo'n hunanladdol
        dw i ddim eisiau byw
        dwi ddim isio byw
        dwi'm isio byw
        sai moyn byw ddim moyn byw
        dw i ddim eisiau byw fel hyn
        dw i ddim eisiau bod yma
        dwi ddim isio bod yma ddim mwy
        dwi ddim eisiau deffro
        rhoi diwedd ar fy mywyd
        dod â fy mywyd i ben
        dod a mywyd i ben
        rhoi diwedd ar y cyfan
        methu cario mlaen
        ffaelu cario mlaen
        alla i ddim mynd ymlaen
        fedra i ddim cario mlaen
        alla i ddim byw fel hyn
        dim pwynt byw
        dim rheswm i fyw
        dim gobaith ar ôl
        gwell petawn i'n farw
        byddai pawb yn well hebdda i
        wedi cael digon ar fyw
        dwi wedi blino byw
        casáu fy mywyd
        torri fy hun
        dwi'n brifo fy hun
        hunan-niweidio
        hunan niwed
        crogi fy hun
        neidio oddi ar y bont
        neidio o flaen trên
    """,
    "overdose": """
        gorddos
        gorddôs
        dwi wedi cymryd gorddos
        mae fy mab wedi gorddosio
        wedi cymryd gormod o dabledi
        dw i wedi cymryd gormod
        dwi di cymryd gormod o dabledi
        nes i gymryd gormod o dabledi
        cymerais i ormod o baracetamol
        wedi llyncu llond llaw o dabledi
        wedi llyncu potel o dabledi
        mae hi wedi cymryd y tabledi i gyd
        ddim yn anadlu
        dydi o ddim yn anadlu
        dyw e ddim yn anadlu
        methu anadlu
        wedi stopio anadlu
        anymwybodol
        mae e'n anymwybodol
        ddim yn deffro
        mae fy ffrind ddim yn deffro
        methu ei ddeffro
        ffaelu dihuno fy ngŵr
        gwefusau glas
        mae ei gwefusau'n las
        wedi troi'n las
    """,
    "seizure": """
        trawiad
        wedi cael trawiad
        cael ffit
        mae fy ngŵr yn cael ffit
        mae o'n cael ffit
        wedi cael ffit arall
        ffitiau
        cael ffitiau ar ôl stopio yfed
        wedi stopio yfed a chael ffit
        mae e'n ffitio
        ffit epileptig
        confylsiwn
    """,
    "withdrawal": """
        crynu ar ôl stopio yfed
        wedi stopio yfed ac yn crynu
        stopio yfed a chrynu
        stopo yfed a siglo
        dw i'n crynu ac yn chwysu ar ôl rhoi'r gorau i yfed
        chwysu ers i fi stopio yfed
        heb yfed ers dau ddiwrnod a dwi'n crynu
        dwi heb gael diod a dwi'n chwydu
        crynu a chwysu
        chwysu a chrynu
        crynu'n ofnadwy
        methu stopio crynu
        ffaelu stopio crynu
        methu stopio chwydu
        mae fy nwylo'n crynu
        dwylo'n crynu yn y bore
        crynu heb ddiod
        gweld pethau
        gweld pethau sydd ddim yno
        clywed lleisiau
        rhithweledigaethau
        symptomau diddyfnu
        mae dad wedi stopio yfed ac wedi drysu
        dod oddi ar valium a chrynu
        dwi'n meddwl mod i'n marw
        poen yn y frest
        trawiad ar y galon
    """,
    "abuse": """
        mae e'n fy nharo
        mae o'n fy nharo i
        ma fe'n bwrw fi
        mae'r gŵr yn fy nharo
        mae fy ngŵr yn fy nharo
        mae fy ngwr yn hitio fi
        mae fy mhartner yn fy nghuro
        mae nghariad yn brifo fi
        mae hi'n fy nharo pan mae hi wedi meddwi
        cael fy nharo
        cael fy ngham-drin
        cam-drin domestig
        camdrin domestig
        trais domestig
        trais yn y cartref
        mae fy ngŵr yn dreisgar
        partner treisgar
        perthynas dreisgar
        dwi'n ofn mynd adref
        ofn mynd adra
        mae gen i ofn mynd gartre
        mae arna i ofn fy ngŵr
        ofn fy ngŵr
        ofn fy mhartner
        dw i'n ofni fy nghariad
        mae gen i ei ofn o
        ddim yn saff gartref
        dwi ddim yn saff adra
        ddim yn teimlo'n ddiogel gartref
        byw mewn ofn
        bygwth fy lladd
        mae e'n bygwth fy lladd i
        mae'n taro'r plant
        mae o'n hitio'r plant
        cefais fy nhreisio
        mae fy mhartner yn rheoli popeth
        ddim yn gadael i fi fynd
        taflu pethau ata i
        rheolaeth orfodol
        lloches i fenywod
    """,
    "child": """
        dw i'n 15
        dwi'n 14 oed
        rwy'n 13 oed ac mae dad yn yfed
        dwi'n bymtheg oed
        15 oed ydw i
        dwi ond yn 12
        dwi dan 18
        plentyn ydw i
        dwi'n dal yn yr ysgol
        dw i mewn gofal maeth
        merch 15 oed yn yfed
        help i blentyn 14 oed
        mae mam yn fy nharo
        mae dad yn bwrw fi
        mae fy llystad yn fy mrifo
        ofn dad
        dwi'n ofn fy nhad
        wedi rhedeg i ffwrdd o gartref
        neb yn edrych ar fy ôl
        dim bwyd yn y tŷ
        plentyn mewn perygl
        mae plentyn yn cael ei frifo
        mae e'n brifo plentyn
        cam-drin plant
        llinell blant
    """,
    "sudden-stop": """
        stopio yfed yn sydyn
        stopio'n sydyn
        stopio yfed heddiw
        newydd stopio yfed
        dw i newydd roi'r gorau i yfed
        wedi stopio yfed ddoe
        rhoi'r gorau i yfed yn sydyn
        twrci oer
        ydi hi'n saff stopio yfed
        ydy hi'n ddiogel stopio yfed
        peryglus stopio yfed
        stopio yfed ar fy mhen fy hun
        stopio yfed dros nos
        dadwenwyno
        dadwenwyno gartref
        detocs
        stopio valium
        dod oddi ar diazepam
    """,
}

SEVERAL = {
    "dw i eisiau marw a dw i wedi cymryd gormod o dabledi": ("overdose", "suicide"),
    "dwi'n 15 ac mae mam yn fy nharo": ("abuse", "child"),
    "wedi stopio yfed yn sydyn ac yn crynu ac yn cael ffitiau": ("seizure", "withdrawal", "sudden-stop"),
    "mae o'n fy nharo a dwi isio marw": ("suicide", "abuse"),
    "he hits me a dwi isio marw": ("suicide", "abuse"),
    "im 15 a dwi wedi cymryd gorddos": ("overdose", "child"),
}
"""Most urgent first, also where both languages are in one sentence."""

HARMLESS = """
    bron â marw eisiau paned
    dwi'n marw isio panad
    dw i bron marw eisiau diod o ddŵr
    marw o chwerthin
    lladd amser
    torri lawr ar yfed
    torri i lawr
    stopio yfed
    rhoi'r gorau i yfed
    dw i eisiau stopio yfed
    help i stopio yfed
    stopio ysmygu yn sydyn
    rhoi'r gorau i smocio heddiw
    stopio gamblo heddiw
    cadw'n heini
    cadw'n ffit
    grŵp sy'n ffitio o gwmpas gwaith
    ffitio i mewn
    goroeswyr cam-drin defodol
    camddefnyddio alcohol
    cam-drin alcohol
    cam-drin sylweddau
    ofn mynd i gyfarfod
    ofn cyfarfodydd
    taro'r gwaelod
    taro heibio
    ysgwyd llaw
    gweld pethau'n wahanol
    grŵp clywed lleisiau
    dwi'n 15 milltir i ffwrdd
    dw i'n 15 munud o Ipswich
    dwi'n 12 diwrnod yn sobr
    dw i'n 10 mlynedd yn sobr
    12 cam
    dros 18
    mae fy mab 15 oed yn yfed
    fy merch 16 oed
    pobl ifanc
    oriau ysgol
    gofal plant
    croeso i blant
    dwi'n blentyn i alcoholig
    plant alcoholigion
    byw'n sobr
    bywyd newydd
    newid fy mywyd
    ar ôl dadwenwyno
    dadwenwyno digidol
    stop bws
    profedigaeth
    wedi colli fy mab i orddos
    bu farw fy merch o orddos
    diwrnod ymwybyddiaeth gorddos
    mae fy mam wedi marw
    cymryd gormod o amser
    dw i wedi cymryd gormod o waith
    ddim yn deffro'n gynnar
    dw i ddim eisiau byw gyda fy ngŵr
    dw i ddim eisiau bod o gwmpas alcohol
    methu cario ymlaen i yfed
    mae fy ngŵr yn yfed
    mae fy ngŵr yn yfed ei hun i farwolaeth
    mae fy mab yn cymryd gormod o gyffuriau
    priod ag alcoholig
    mae dad yn sâl
    gŵr
    gwraig
    gobaith
    cyfarfod mawr
    neuadd fawr
    grŵp mwy
    drws agored
    adferiad
    rhannu
    gamblo
    amser cinio
    myfyrdod
    meddyginiaeth
    iechyd meddwl
    iselder
    gorbryder
    dicter
    galar
    cyfarfod menywod nos Fawrth ger Woodbridge
    aa Ipswich nos Lun
    mynd i'r cyfarfod
    sut mae stopio fy ngŵr rhag yfed
    ailwaelu
    sobr ers 3 diwrnod
    o fewn 10 km i Ipswich
"""

ENDINGS = [
    *("ger ipswich", "yn ipswich", "ipswich", "yn agos at bury", "ger st albans"),
    *("heno", "bore yfory", "nos fawrth", "ar ddydd sul", "erbyn dydd gwener", "yr wythnos hon", "ar 5 rhagfyr"),
    *("am 7", "am saith o'r gloch", "7pm", "ar ôl 6", "yn y bore", "amser cinio"),
    *("cyfarfod", "cyfarfodydd ger ipswich", "ar-lein", "i fenywod", "i fi", "o fewn 5 milltir"),
    *("angen siarad", "gyda fy mhlant", "fel o'r blaen", "wrth gwrs", "beth wna i", "helpwch fi", "plîs"),
]
"""What people add to anything they say to a search box; none of it makes a danger harmless."""
