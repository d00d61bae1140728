// Read a calendar file by ical.js, and say when its events begin up to an instant, and how long they are (in seconds).
// Lengths are by the clock on the wall: in a night in which the clocks change, ical.js takes an hour for an hour of it.
async ({ text, until }) => {
  const ICAL = (await import("/ical.js")).default;
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent");
  const isInstead = (event) => event.hasProperty("recurrence-id");
  const uid = (event) => event.getFirstPropertyValue("uid");
  const found = [];
  const add = (one) => {
    const begins = one.startDate.toUnixTime();
    if (begins <= until) found.push([begins, one.endDate.subtractDate(one.startDate).toSeconds()]);
  };
  for (const main of events.filter((event) => !isInstead(event))) {
    const exceptions = events.filter((event) => isInstead(event) && uid(event) === uid(main));
    const event = new ICAL.Event(main, { exceptions });
    if (!event.isRecurring()) {
      add(event);
      continue;
    }
    const dates = event.iterator();
    for (let date = dates.next(); date && date.toUnixTime() <= until + 500 * 86400; date = dates.next()) {
      add(event.getOccurrenceDetails(date));
    }
  }
  return found;
}
