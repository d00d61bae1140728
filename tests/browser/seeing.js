/* What somebody meets who reads in large letters, in colours of their own, or by keyboard. Each returns what is wrong. */
(() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (one) => one.outerHTML.slice(0, 110).replace(/\s+/g, ' ');
  const clipsAll = (style) => style.clipPath !== 'none' || style.clip !== 'auto';
  const isForEarsAlone = (one) => {
    for (let at = one; at; at = at.parentElement) if (clipsAll(getComputedStyle(at))) return true;
    return false;
  };

  /* Each piece of text that is seen, with its element and its boxes. What is drawn on a map may lie over it. */
  const texts = () => {
    const found = [], range = document.createRange();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const of = walk.currentNode.parentElement;
      if (!walk.currentNode.data.trim() || of.closest('svg, script, option, textarea') || !seen(of) || isForEarsAlone(of)) continue;
      range.selectNodeContents(walk.currentNode);
      found.push({ of, boxes: [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1 && box.bottom + scrollY > 0) });
    }
    return found;
  };

  const blockOf = (one) => {
    while (getComputedStyle(one).display.startsWith('inline')) one = one.parentElement;
    return one;
  };

  const tooWide = () => {
    const room = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth;
    if (wide <= room) return [];
    const past = [...document.body.querySelectorAll('*')].filter((one) => seen(one) && one.getBoundingClientRect().right > room + 1);
    const furthest = past.sort((one, other) => other.getBoundingClientRect().right - one.getBoundingClientRect().right)[0];
    return [`${wide} wide: ${furthest ? named(furthest) : ''}`];
  };

  const cutOff = () => {
    const found = [];
    for (const { of, boxes } of texts()) {
      for (let at = of; at !== document.documentElement; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const edge = at.getBoundingClientRect();
        if (boxes.some((box) => box.right > edge.right + 1.5 || box.left < edge.left - 1.5 || box.bottom > edge.bottom + 3 || box.top < edge.top - 3)) {
          found.push(named(of));
        }
        break;
      }
    }
    return found;
  };

  /* Text of one block over that of another. A box of text is higher than its letters: a quarter is left out at each end. */
  const overlapping = () => {
    const lines = texts().flatMap(({ of, boxes }) => {
      const block = blockOf(of);
      return boxes.map((box) => ({
        of, block, left: box.left + 1, right: box.right - 1,
        top: box.top + box.height / 4, bottom: box.bottom - box.height / 4,
      }));
    }).sort((one, other) => one.top - other.top);
    const found = [];
    lines.forEach((one, at) => {
      for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
        const other = lines[next];
        if (other.block !== one.block && other.left < one.right && one.left < other.right) found.push(`${named(one.of)} over ${named(other.of)}`);
      }
    });
    return found;
  };

  const staysInTheWay = () => [...document.body.querySelectorAll('*')]
    .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && seen(one)).map(named);

  const reached = () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter((one) => seen(one) && !one.disabled);

  /* A link may be as large as its card. */
  const pressed = (one) => {
    const after = getComputedStyle(one, '::after');
    if (after.position === 'absolute' && after.content !== 'none') return { width: parseFloat(after.width), height: parseFloat(after.height) };
    return one.getBoundingClientRect();
  };
  const small = () => reached().map((one) => (one.matches('input[type=checkbox], input[type=radio]') ? one.closest('label') ?? one : one))
    .filter((one) => !(one.matches('a') && getComputedStyle(one).display === 'inline'))
    .filter((one) => !one.closest('.skip-link, svg'))
    .map((one) => [one, pressed(one)])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
    .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${named(one)}`);

  const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const isRinged = (one) => outlined(getComputedStyle(one)) || outlined(getComputedStyle(one, '::after'))
    || outlined(getComputedStyle(one.parentElement)) || outlined(getComputedStyle(one.parentElement.parentElement));
  const drawn = (one) => one.closest('svg') && [...one.children].map((part) => [getComputedStyle(part).fill, getComputedStyle(part).stroke]).join();

  const covers = (over, one) => {
    if (one.contains(over) || over.contains(one)) return false;
    for (let at = over; at; at = at.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true;
    return false;
  };

  /* From the last to the first, as by Shift+Tab: what sticks to the top lies over what is scrolled to from below. */
  const focus = () => {
    const found = [];
    for (const one of reached().reverse()) {
      const before = drawn(one);
      one.focus();
      if (document.activeElement !== one) found.push(`cannot be focused: ${named(one)}`);
      else found.push(...faultsOfFocus(one, before));
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return found;
  };
  const faultsOfFocus = (one, before) => {
      const found = [], box = one.getBoundingClientRect();
      const across = [box.left + 2, (box.left + box.right) / 2, box.right - 2], down = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
      const within = across.flatMap((x) => down.map((y) => [x, y])).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
      if (!within.length) found.push(`is out of sight: ${named(one)}`);
      else if (within.every(([x, y]) => { const over = document.elementFromPoint(x, y); return over && covers(over, one); })) found.push(`is covered: ${named(one)}`);
      if (!isRinged(one) && (before === undefined || drawn(one) === before)) found.push(`shows no focus: ${named(one)}`);
      return found;
  };

  /* Where the keyboard is: what it says, and what is wrong with how that is seen. */
  const stop = () => {
    const one = document.activeElement;
    const says = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent;
    return { says: says.trim().replace(/\s+/g, ' '), id: one.id, faults: one === document.body ? [] : faultsOfFocus(one, one.closest('svg') && '') };
  };

  /* In forced colours a ground and a shadow are gone: what is left is borders, lines below, and what is drawn. */
  const system = () => {
    const probe = document.body.appendChild(document.createElement('i'));
    const names = ['CanvasText', 'LinkText', 'VisitedText', 'ActiveText', 'ButtonText', 'ButtonBorder', 'GrayText', 'Highlight', 'HighlightText', 'FieldText', 'Canvas'];
    const known = new Set(names.map((name) => { probe.style.color = name; return getComputedStyle(probe).color; }));
    probe.remove();
    return known;
  };
  const isEdged = (style) => ['Top', 'Bottom'].every((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) >= 1);
  const lost = () => {
    const known = system(), found = [];
    for (const one of document.querySelectorAll('button, .button, .pill, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea')) {
      if (!seen(one)) continue;
      const style = getComputedStyle(one), around = getComputedStyle(one.parentElement), further = getComputedStyle(one.parentElement.parentElement);
      if (![style, around, further].some(isEdged) && !style.textDecorationLine.includes('underline')) found.push(`has no edge: ${named(one)}`);
    }
    for (const one of document.querySelectorAll('svg, svg *')) {
      if (!seen(one) || one.closest('[aria-hidden=true].qr, .qr')) continue;
      const style = getComputedStyle(one);
      if (style.forcedColorAdjust === 'none') continue;
      const worn = one.matches('svg') ? [style.color] : one.matches('g, a, use, title, defs, symbol') ? [] : [style.fill, style.stroke];
      if (worn.some((colour) => colour !== 'none' && !/^rgba.*, 0\)$/.test(colour) && !known.has(colour))) found.push(`keeps its colour ${worn}: ${named(one.closest('svg'))}`);
    }
    return [...new Set(found)];
  };

  const headings = () => {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(seen).map((one) => Number(one.tagName[1]));
    const found = levels.filter((level) => level === 1).length === 1 ? [] : ['has not exactly one h1'];
    levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) found.push(`skips from h${levels[at - 1]} to h${level}`); });
    return document.title.trim() ? found : [...found, 'has no title'];
  };

  /* What a field is described by is there, what is wrong with it among it, and what a summary leads to can be filled in. */
  const described = () => {
    const found = [];
    for (const one of document.querySelectorAll('[aria-describedby]')) {
      if (one.getAttribute('aria-describedby').split(' ').some((id) => !document.getElementById(id))) found.push(`described by nothing: ${named(one)}`);
    }
    for (const one of document.querySelectorAll('[aria-invalid="true"]')) {
      const by = (one.closest('fieldset[aria-describedby]') ?? one).getAttribute('aria-describedby') ?? '';
      if (!/[-_]error/.test(by)) found.push(`does not say what is wrong: ${named(one)}`);
    }
    for (const one of document.querySelectorAll('[role="alert"] a[href^="#"]')) {
      const field = document.getElementById(one.hash.slice(1));
      if (!field?.matches('input, select, textarea, summary, details, fieldset, [tabindex]')) found.push(`leads to no field: ${named(one)}`);
    }
    return found;
  };

  /* What the main part says, a piece to a line. */
  const words = () => {
    const said = new Set(), walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const of = walk.currentNode.parentElement;
      if (!of.closest('script, noscript') && seen(of)) said.add(walk.currentNode.data.trim().replace(/\s+/g, ' '));
    }
    return [...said];
  };

  /* WCAG 1.4.12. A sheet made so is no inline style, and the policy lets it pass. */
  const spacing = new CSSStyleSheet();
  spacing.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }');
  const spaced = (on) => { document.adoptedStyleSheets = on ? [spacing] : []; };
  const unfold = () => document.querySelectorAll('details').forEach((one) => { one.open = true; });

  window.seeing = { tooWide, cutOff, overlapping, staysInTheWay, small, focus, lost, headings, described, stop, words, spaced, unfold };
})();
