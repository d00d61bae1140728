"""What the headings of people's own sheets mean: one table of their words, folded, in the languages sheets come in.

British words come first, then Welsh, then those of the languages of tsml's sheets: American and other English, Spanish,
French, Japanese, Swedish, Slovak. Blanks, case, accents and signs do not count.
"""

import re

from django.utils.translation import gettext_lazy as _

from groups.rules.folding import fold

_WORDS = {
    "id": "ID|Unique ID|Listing ID|Ref|Reference|Slug|Key|UID|Identificador|Identifiant",
    "name": (
        "Name|Meeting|Meeting name|Name of meeting|Title|Listing|Enw|Enw'r cyfarfod|Cyfarfod|Nombre|Reunión"
        "|Nombre de la reunión|Nom|Réunion|Nom de la réunion|名前|名称|ミーティング名|会場名称|Namn|Möte"
        "|Mötesnamn|Názov|Meno|Stretnutie|Názov stretnutia"
    ),
    "group": (
        "Group|Group name|Name of group|Group/meeting|Home group|Support group|Grŵp|Enw'r grŵp|Grupo"
        "|Nombre del grupo|Groupe|Nom du groupe|グループ|グループ名|Grupp|Gruppnamn|Skupina|Názov skupiny"
    ),
    "programme": (
        "Fellowship|Programme|Program|Organisation|Organization|Service|Provider|12 step fellowship"
        "|Which fellowship|Type of group|Kind of group|Cymrodoriaeth|Rhaglen|Confraternidad|Programa|Fraternité"
        "|Programme de rétablissement|フェローシップ|プログラム|Gemenskap|Spoločenstvo"
    ),
    "when": (
        "When|Day & time|Day and time|Days & times|Days and times|Day/time|Date & time|Date and time|Date/time"
        "|Day time|Meeting time|Meeting times|Times and days|Meets|When it meets|When we meet|Schedule|Pryd"
        "|Dydd ac amser|Diwrnod ac amser|Cuándo|Día y hora|Horario|Quand|Jour et heure|Horaire|日時|När"
        "|Dag och tid|Kedy|Deň a čas"
    ),
    "day": (
        "Day|Days|Day of week|Day of the week|Weekday|Meeting day|Day(s)|Which day|Dydd|Diwrnod|Día|Días"
        "|Día de la semana|Jour|Jours|Jour de la semaine|曜日|Dag|Veckodag|Dagar|Deň|Deň v týždni|Dni"
    ),
    "start": (
        "Start|Starts|Start time|Starting time|Time|Times|From|Begins|Begin|Time start|Time from|Opens|Start at"
        "|Starts at|Amser|Amser dechrau|Dechrau|O|Hora|Hora de inicio|Inicio|Comienza|Heure|Heure de début|Début"
        "|時間|時刻|開始|開始時間|開始時刻|Tid|Starttid|Börjar|Čas|Začiatok|Čas začiatku|Začína"
    ),
    "end": (
        "Finish|Finishes|Finish time|End|Ends|End time|Until|Till|To|Time to|Time end|Closes|Finishing time"
        "|Ending time|Amser gorffen|Gorffen|Diwedd|Hasta|Hora de fin|Fin|Termina|Hora final|Heure de fin|Jusqu'à"
        "|終了|終了時間|終了時刻|Slut|Sluttid|Slutar|Koniec|Čas konca|Končí"
    ),
    "length": (
        "Duration|Length|Minutes|Duration (minutes)|Length in minutes|How long|Mins|Hyd|Duración|Durée|Längd|Trvanie"
    ),
    "weeks": (
        "Frequency|How often|Weeks|Which weeks|Week of month|Week of the month|Weeks of the month|Recurrence"
        "|Repeats|Occurs|Pattern|Regularity|Amlder|Pa mor aml|Frecuencia|Semanas|Fréquence|Semaines|頻度|Hur ofta"
        "|Frekvens|Ako často|Frekvencia"
    ),
    "venue": (
        "Venue|Venue name|Name of venue|Location|Location name|Building|Place|Premises|Hall|Site|Lleoliad"
        "|Man cyfarfod|Lugar|Nombre del lugar|Local|Lieu|Nom du lieu|場所|会場|Plats|Lokal|Möteslokal|Miesto"
        "|Miesto konania"
    ),
    "where": "Where|Venue and address|Location and address|Where it meets|Where we meet|Ble|Dónde|Où|Var|Kde",
    "room": ("Room|Room name|Room/floor|Which room|Floor|Door|Entrance|Ystafell|Sala|Salle|部屋|Rum|Miestnosť"),
    "address": (
        "Address|Address 1|Address line 1|Address 2|Address line 2|Address 3|Address line 3|Street|Street address"
        "|Full address|Formatted address|Venue address|Location address|Meeting address|Cyfeiriad|Dirección"
        "|Dirección completa|Calle|Adresse|Adresse complète|Rue|住所|Adress|Gatuadress|Adresa|Ulica"
    ),
    "town": (
        "Town|City|Town/City|Town or city|City/Town|Post town|Village|Town/Village|Locality|Tref|Dinas|Tref/Dinas"
        "|Ciudad|Población|Ville|市|市区町村|Stad|Ort|Mesto|Obec"
    ),
    "county": (
        "County|State|Province|State/Province|County/State|Sir|Estado|Provincia|État|Département|都道府県|Län|Štát|Kraj"
    ),
    "postcode": (
        "Post code|Postcode|Postal code|Zip|Zip code|Venue postcode|P/code|PC|Cod post|Côd post|Código postal"
        "|Code postal|郵便番号|Postnummer|PSČ|Poštové smerovacie číslo"
    ),
    "country": "Country|Nation|Gwlad|País|Pays|国|Land|Krajina",
    "region": (
        "Area|Region|Regions|District|Locality area|Borough|Ward|Patch|Ardal|Rhanbarth|Región|Zona|Région"
        "|Quartier|地域|Område|Oblasť|Región"
    ),
    "sub_region": "Sub region|Sub area|Subregion|Is-ranbarth|Subregión|Sous-région|Underområde",
    "types": (
        "Type|Types|Meeting type|Type of meeting|Meeting types|Format|Meeting format|Theme|Focus|Codes|Category"
        "|Features|Tags|Math|Math o gyfarfod|Tipo|Tipos|Tipo de reunión|Type de réunion|種類|タイプ|Typ|Typer"
        "|Mötestyp|Typy|Typ stretnutia"
    ),
    "who": (
        "Open/Closed|Open or closed|Open / closed meeting|Who can come|Who can attend|Who may come|Who is it for"
        "|Open|Open meeting|Open to|Eligibility|Agored/Caeedig|Agored neu gaeedig|Pwy all ddod|Abierta/Cerrada"
        "|Abierta o cerrada|Ouverte/Fermée|Ouvert/Fermé|オープン/クローズド|Öppet/Slutet|Öppet eller slutet"
        "|Otvorené/Uzavreté"
    ),
    "attendance": (
        "In person or online|In person/online|Online/in person|Online or in person|How to attend|Attendance"
        "|Attendance option|Face to face or online|F2F/online|Meeting mode|Mode|Delivery|Presencial/En línea"
        "|En personne/En ligne"
    ),
    "online": (
        "Online|Online?|Online link|Online meeting|Zoom|Zoom link|Zoom meeting|Link|Meeting link|Join link"
        "|Join online|Video link|URL to join|Conference URL|Teams link|Virtual|Virtual meeting|Ar-lein|Ar lein"
        "|Dolen|Dolen Zoom|Ar-lein?|En línea|Enlace|Enlace de Zoom|En ligne|Lien|Lien Zoom|オンライン|リンク"
        "|Zoomリンク|Online möte|Länk|Zoomlänk|Online odkaz|Odkaz"
    ),
    "online_note": (
        "Online notes|Zoom notes|Conference URL notes|How to join online|Joining details|Joining instructions"
    ),
    "meeting_id": "Zoom ID|Zoom meeting ID|Online meeting ID|Meeting ID|Rhif Zoom|ID de Zoom|ズームID|Zoom-ID",
    "dial": "Dial in|Dial-in number|Conference phone|Phone to join|Join by phone|Telephone to join",
    "passcode": (
        "Passcode|Password|Zoom passcode|Zoom password|Pass code|PIN|Meeting password|Cod pas|Cyfrinair"
        "|Contraseña|Código de acceso|Mot de passe|パスコード|パスワード|Lösenord|Heslo"
    ),
    "wheelchair": (
        "Wheelchair|Wheelchair access|Wheelchair accessible|Wheelchair?|Step free|Step-free access|Accessible"
        "|Accessible?|Disabled access|Disability access|Accessibility|Access|Mynediad cadair olwyn"
        "|Mynediad i gadeiriau olwyn|Hygyrch|Mynediad|Acceso para sillas de ruedas|Accesible"
        "|Accès fauteuil roulant|Accessible aux fauteuils roulants|車椅子|バリアフリー|Rullstol|Rullstolsanpassad"
        "|Bezbariérový prístup|Bezbariérové"
    ),
    "toilet": (
        "Accessible toilet|Disabled toilet|Accessible toilets|Disabled toilets|Accessible WC|Disabled WC|Toiled hygyrch"
    ),
    "loop": "Hearing loop|Induction loop|Loop|Loop system|Dolen glyw",
    "parking": "Parking|Car park|Parking?|Car parking|Parking available|Parcio|Aparcamiento|駐車場|Parkovanie",
    "lift": "Lift|Lift access|Lift?|Elevator|Lifft|Ascensor|Ascenseur|Hiss|Výťah",
    "bsl": "BSL|British Sign Language|BSL interpreter|Sign language|Iaith Arwyddion",
    "childcare": "Childcare|Creche|Crèche|Childcare available|Gofal plant",
    "languages": "Language|Languages|Language spoken|Iaith|Idioma|Lengua|Langue|言語|Språk|Jazyk",
    "cost": ("Cost|Price|Fee|Charge|Cost to attend|Cost of attending|Cost?|Free?|Cost per session|Pris|Cost y sesiwn"),
    "note": (
        "Notes|Note|Comments|Comment|Details|Other details|Further details|Further information|Information|Info"
        "|Additional information|Other information|Additional info|Extra info|Description|About|Remarks|Other"
        "|Nodiadau|Sylwadau|Manylion|Gwybodaeth|Notas|Comentarios|Información|Descripción|Remarques|Commentaires"
        "|Informations|備考|メモ|Anteckningar|Kommentar|Övrigt|Beskrivning|Poznámky|Poznámka|Popis|Informácie"
    ),
    "group_note": "Group notes|About the group|Group details",
    "directions": (
        "Directions|How to get there|Location notes|Venue notes|Getting there|Travel|Access notes|How to find us"
        "|Cyfarwyddiadau|Sut i gyrraedd|Indicaciones|Indications|行き方|Vägbeskrivning|Ako sa tam dostať"
    ),
    "website": (
        "Website|Web site|Web|Web address|Web page|Webpage|URL|Group website|Gwefan|Sitio web|Site web"
        "|ウェブサイト|Hemsida|Webová stránka"
    ),
    "email": (
        "Email|E-mail|Email address|Group email|Enquiries email|E-bost|Ebost|Correo|Correo electrónico|Courriel"
        "|メール|E-post|E-mailová adresa"
    ),
    "phone": (
        "Phone|Telephone|Tel|Tel no|Phone number|Telephone number|Tel.|Helpline|Group phone|Mobile|Mobile number"
        "|Contact number|Contact phone|Contact tel|Contact telephone|Ffôn|Rhif ffôn|Teléfono|Téléphone|電話"
        "|電話番号|Telefon|Telefonnummer|Telefón"
    ),
    "contact": (
        "Contact|Contacts|Contact name|Contact person|Contact details|Contact 1|Contact 1 name|Contact 1 phone"
        "|Contact 1 email|Contact 2|Contact 2 name|Contact 2 phone|Contact 2 email|Contact email|Contact info"
        "|Who to contact|Secretary|Facilitator|Organiser|Run by|Led by|Leader|Lead|Volunteer|Host|Cyswllt"
        "|Manylion cyswllt|Enw cyswllt|Contacto|Persona de contacto|Personne à contacter|連絡先|Kontakt"
        "|Kontaktperson|Kontaktná osoba"
    ),
    "own": (
        "Internal notes|Private notes|Private|Admin notes|Staff notes|Last contact|Checked by|Do not publish"
        "|Added by|Not for publication|Author|Mailing address"
    ),
    "time_zone": "Time zone|Timezone|Zona horaria|Fuseau horaire|タイムゾーン|Tidszon|Časové pásmo",
    "lat": "Latitude|Lat|Latitud",
    "lng": "Longitude|Long|Lng|Lon|Longitud",
    "updated": (
        "Updated|Last updated|Updated on|Last checked|Checked|Checked on|Last confirmed|Confirmed|Date checked"
        "|Date updated|Last verified|Verified|Diweddarwyd|Actualizado|Mis à jour|更新|更新日|Uppdaterad"
        "|Aktualizované"
    ),
    "status": (
        "Status|Active|Active?|Running|Running?|Currently running|Still running|State of meeting|Statws"
        "|Estado actual|Statut"
    ),
}
"""The headings of each field. A heading stands under one field alone."""

FIELDS = {fold(word): field for field, words in _WORDS.items() for word in words.split("|")}

MEANS = {
    "id": _("key"),
    "name": _("name"),
    "group": _("group"),
    "programme": _("programme"),
    "when": _("day and time"),
    "day": _("day"),
    "start": _("starts"),
    "end": _("ends"),
    "length": _("length in minutes"),
    "weeks": _("weeks"),
    "venue": _("venue"),
    "where": _("venue and address"),
    "room": _("how to get there"),
    "address": _("address"),
    "town": _("town"),
    "county": _("county"),
    "postcode": _("postcode"),
    "country": _("country"),
    "region": _("area"),
    "sub_region": _("part of the area"),
    "types": _("what it is like"),
    "who": _("who may come"),
    "attendance": _("in person or online"),
    "online": _("online"),
    "online_note": _("how to join online"),
    "meeting_id": _("how to join online"),
    "dial": _("number to join by phone"),
    "wheelchair": _("step-free access"),
    "toilet": _("accessible toilet"),
    "loop": _("hearing loop"),
    "parking": _("parking"),
    "lift": _("lift"),
    "bsl": _("interpreter of British Sign Language"),
    "childcare": _("childcare"),
    "languages": _("language"),
    "cost": _("note (cost)"),
    "note": _("note"),
    "group_note": _("about the group"),
    "directions": _("how to get there"),
    "website": _("website of the group"),
    "email": _("e-mail of the group, unless it is a person’s"),
    "phone": _("phone of the group, unless it is a person’s"),
    "contact": _("e-mail and phone of the group, unless they are a person’s; names are kept out"),
    "time_zone": _("time zone"),
    "lat": _("latitude"),
    "lng": _("longitude"),
    "updated": _("last checked"),
    "status": _("whether it runs at present"),
}
"""Each field as a preview names it; what is not here never comes in."""

KEPT_OUT = {"passcode": _("kept out: passcodes are never published"), "own": _("kept out: it is private")}

LONGEST_HEADING = 60
_ASIDE = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")


def field_of(heading: str) -> str:
    """The field that a heading names; empty where it names none that is known."""
    if len(heading) > LONGEST_HEADING:
        return ""
    folded = fold(heading)
    return FIELDS.get(folded) or FIELDS.get(fold(_ASIDE.sub(" ", heading)), "")
