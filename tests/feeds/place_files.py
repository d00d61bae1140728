"""Small files of places in the layouts in which they are published. The facts in them are invented."""

import csv
import io
import zipfile
from pathlib import Path

from groups.feeds.places.open_names import HEADER

_OLD = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,"
    "rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,park,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,"
    "wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)
_NEW = (
    "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,parncp25cd,usrtypind,east1m,north1m,gridind,hlth19cd,"
    "nhser24cd,ctry25cd,rgn25cd,ssr95cd,pcon24cd,eer20cd,educ23cd,ttwa15cd,pco19cd,itl25cd,wdstl05cd,oa01cd,wdcas03cd,"
    "npark16cd,lsoa01cd,msoa01cd,ruc01ind,oac01ind,oa11cd,lsoa11cd,msoa11cd,wz11cd,bua24cd,ruc11ind,oac11ind,lat,long,"
    "lep21cd1,lep21cd2,pfa23cd,imd20ind,cal24cd,oa21cd,lsoa21cd,msoa21cd,ruc21ind,icb23cd,sicbl24cd"
)
ONSPD_OLD, ONSPD_NEW = _OLD.split(","), _NEW.split(",")


def onspd(*rows: dict, header=ONSPD_NEW) -> str:
    """Rows by the names pcds, doterm, lat, long, ctry and user; the rest of the columns is empty."""
    new = {"ctry": "ctry25cd", "user": "usrtypind"} if "pcd7" in header else {"user": "usertype"}
    rows = [{new.get(name, name): value for name, value in row.items()} for row in rows]
    return written([header, *([row.get(name, "") for name in header] for row in rows)])


def postcode(pcds: str, lat="52.1", lng="1.3", *, doterm="", ctry="E92000001", user="0") -> dict:
    return {"pcds": pcds, "doterm": doterm, "lat": lat, "long": lng, "ctry": ctry, "user": user}


def code_point(*rows: tuple) -> str:
    """Postcode, quality, easting and northing; the rest is the same for each."""
    rest = ["E92000001", "E19000001", "E18000001", "E10000029", "E07000200", "E05000001"]
    return written([[*map(str, row), *rest] for row in rows])


def open_name(name: str, local_type: str, east, north, *, other="", county="Suffolk", district="") -> list[str]:
    theme = "other" if local_type == "Postcode" else "populatedPlace"
    theme = "transportNetwork" if "Road" in local_type else theme
    said = {
        "ID": f"osgb{east}", "NAME1": name, "NAME2": other, "TYPE": theme, "LOCAL_TYPE": local_type,
        "GEOMETRY_X": str(east), "GEOMETRY_Y": str(north), "COUNTY_UNITARY": county, "DISTRICT_BOROUGH": district,
        "REGION": "Eastern", "COUNTRY": "England",
    }  # fmt: skip
    return [said.get(column, "") for column in HEADER]


def geonames_postal(*rows: tuple) -> str:
    """Country, code, place, the names of two levels, latitude and longitude."""
    return "".join(
        f"{country}\t{code}\t{place}\t{first}\tX1\t{second}\tX2\t\t\t{lat}\t{lng}\t4\n"
        for country, code, place, first, second, lat, lng in rows
    )


def geoname(name, lat, lng, *, plain=None, feature="PPL", country="GB", admin=("ENG", "N5"), people=0, number=1) -> str:
    row = [number, name, plain or name, "", lat, lng, "A" if feature.startswith("ADM") else "P", feature, country, "",
           *admin, "", "", people, "", 10, "Europe/London", "2026-01-01"]  # fmt: skip
    return "\t".join(map(str, row)) + "\n"


def written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def a_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def a_zip(folder: Path, name: str, members: dict[str, str]) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return path
