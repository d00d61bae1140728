"""A page of the admin as a browser would send it back: the values of its form, ready to be changed and posted."""

from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "file", "reset", "image"}


class _Form(HTMLParser):
    """Collects the successful controls of the form with this id."""

    def __init__(self, form_id: str):
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.values: dict[str, list[str]] = {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        if not self.inside:
            return
        if tag == "input" and attrs.get("name"):
            self._input(attrs)
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and self.select and "selected" in attrs:
            self.values.setdefault(self.select, []).append(attrs.get("value", ""))
        elif tag == "textarea":
            self.textarea = attrs["name"]
            self.values[self.textarea] = [""]

    def _input(self, attrs):
        kind = attrs.get("type", "text")
        if kind in NOT_SENT or (kind in ("checkbox", "radio") and "checked" not in attrs):
            return
        self.values.setdefault(attrs["name"], []).append(attrs.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            text = self.values[self.textarea][0]
            self.values[self.textarea][0] = text.removeprefix("\r\n").removeprefix("\n")
            self.textarea = None


def filled_in(response, form_id: str) -> dict[str, list[str]]:
    """What a browser would send for the form of this page as it stands."""
    form = _Form(form_id)
    form.feed(response.content.decode())
    return {name: values for name, values in form.values.items() if "__prefix__" not in name}


def page_of(record) -> str:
    """The address of a record's own page in the admin."""
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"


def form_of(client, record, **changed) -> dict:
    """The form of a record's page with some fields changed."""
    return filled_in(client.get(page_of(record)), f"{record._meta.model_name}_form") | changed


def save(client, record, **changed):
    """Change some fields on a record's page and press Save; the answer."""
    return client.post(page_of(record), form_of(client, record, **changed))


def errors(response) -> dict:
    """What the page says is wrong, by field; each line that stands inside a record by its prefix."""
    if response.status_code == 302:
        return {}
    found = {name: list(said) for name, said in response.context["adminform"].form.errors.items()}
    for formset in response.context["inline_admin_formsets"]:
        for form in formset.formset.forms:
            found |= {f"{form.prefix}-{name}": list(said) for name, said in form.errors.items()}
        if formset.formset.non_form_errors():
            found[formset.formset.prefix] = list(formset.formset.non_form_errors())
    return found
