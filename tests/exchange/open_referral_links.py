"""Where the identifiers in an Open Referral answer lead: each to something in it, or under an address of the API."""

OWNERS = {
    "service_id": "service", "organization_id": "organization", "location_id": "location",
    "taxonomy_term_id": "taxonomy_term",
}  # fmt: skip
"""What the references by the names of their fields lead to in the same answer; others have an address of their own."""
ARRAYS = {
    "schedules": "schedule", "service_at_locations": "service_at_location", "addresses": "address",
    "accessibility": "accessibility", "attributes": "attribute", "languages": "language", "phones": "phone",
    "cost_options": "cost_option", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
SINGLE = ("organization", "location", "service", "taxonomy_term")


def objects(value, kind):
    """Every object of an answer with its kind, itself first."""
    yield kind, value
    for name, held in value.items():
        if name in ARRAYS:
            for one in held:
                yield from objects(one, ARRAYS[name])
        elif name in SINGLE:
            yield from objects(held, name)


def loose_ends(value, kind):
    """Each reference that leads to nothing in the answer, and each identifier that two unlike objects share."""
    found = list(objects(value, kind))
    there = {(of_kind, one["id"]) for of_kind, one in found}
    for of_kind, one in found:
        for name, owner in OWNERS.items():
            if name in one and (owner, one[name]) not in there:
                yield f"{of_kind}.{name}"
        if of_kind == "attribute" and (one["link_entity"], one["link_id"]) not in there:
            yield "attribute.link_id"
    yield from _shared(found)


def _shared(found):
    """A language or a term may stand in several places, always alike; a location as each service tells of it."""
    seen = {}
    for kind, one in found:
        fields = {name: held for name, held in one.items() if name not in (*ARRAYS, *SINGLE)}
        known = seen.setdefault(one["id"], (kind, fields))
        if known != (kind, fields):
            yield f"{kind}: the identifier of another {known[0]}"


def page_arithmetic(pages, per_page):
    """What is wrong with the numbers of all pages of a list."""
    total = pages[0]["total_items"]
    count = -(-total // per_page)
    if len(pages) != max(count, 1):
        yield f"{len(pages)} pages of {count}"
    for number, page in enumerate(pages, start=1):
        expected = {
            "total_items": total,
            "total_pages": count,
            "page_number": number,
            "size": min(per_page, total - (number - 1) * per_page),
            "first_page": number == 1,
            "last_page": number >= count,
            "empty": total == 0,
        }
        said = {name: page[name] for name in expected}
        if said != expected:
            yield f"page {number}: {said}"
        if len(page["contents"]) != page["size"]:
            yield f"page {number} holds {len(page['contents'])}"
    ids = [one["id"] for page in pages for one in page["contents"]]
    if len(set(ids)) != len(ids) or len(ids) != total:
        yield "some stand twice, or nowhere"
