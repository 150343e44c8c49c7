// What the tests look for on a page. Each function gives a list of what is wrong, in words with the place.
(names) => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const name = part => part.outerHTML.slice(0, 110);
  const shown = part => part.checkVisibility({ visibilityProperty: true });
  const style = part => getComputedStyle(part);

  const looks = {
    sideways() {
      const width = document.documentElement.clientWidth, wide = document.scrollingElement.scrollWidth;
      return [
        ...(wide > width ? [`the page is ${wide} wide in a window of ${width}`] : []),
        ...all('body *').filter(part => !part.closest('.hush, .skip, svg, thead') && shown(part)).filter(part => {
          const box = part.getBoundingClientRect();
          const scrolls = part.scrollWidth > part.clientWidth + 1 && /auto|scroll/.test(style(part).overflowX);
          return box.width > 1 && (box.right > width + 1 || box.left < -1) || scrolls;
        }).map(part => `leaves the window: ${name(part)}`),
      ].slice(0, 4);
    },

    // Words that stand outside the box that holds them.
    cutOff() {
      const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const parent = text.parentElement;
        if (!text.data.trim() || !shown(parent) || parent.closest('.hush, .skip, [popover], svg, thead')) continue;
        let holder = parent;
        while (style(holder).display.startsWith('inline')) holder = holder.parentElement;
        const range = document.createRange();
        range.selectNodeContents(text);
        const words = range.getBoundingClientRect(), box = holder.getBoundingClientRect();
        if (words.right > box.right + 2 || words.left < box.left - 2 || words.bottom > box.bottom + 6)
          found.push(`“${text.data.trim().slice(0, 60)}” leaves its ${holder.tagName}`);
      }
      return found;
    },

    belowFirstScreen() {
      const parts = all('h1, .main-message');
      return [
        ...(parts.length == 2 ? [] : ['has not one heading and one main message']),
        ...parts.filter(part => part.getBoundingClientRect().bottom > innerHeight)
          .map(part => `${part.tagName} ends at ${Math.round(part.getBoundingClientRect().bottom)} of ${innerHeight}`),
      ];
    },

    // Links, buttons and the like that are not part of a sentence.
    smallTargets() {
      return all('a[href], button, summary, input, select, textarea, [tabindex="0"]').filter(target => {
        if (target.closest('.cites, .skip') || !shown(target)) return false;
        const line = target.closest('p, li, td, th, dd, dt, figcaption, caption, h2, h3, h4');
        const alone = !line || line.textContent.trim() == target.textContent.trim();
        const inSentence = style(target).display == 'inline' || target.matches('.term');
        if (inSentence && !alone) return false;
        const box = (target.closest('.card, .choice') || target).getBoundingClientRect();
        return box.width < 43.9 || box.height < 43.9;
      }).map(target => {
        const box = target.getBoundingClientRect();
        return `${Math.round(box.width)} x ${Math.round(box.height)}: ${name(target)}`;
      });
    },

    // Marks in a line of text are small: they need 24 px of their own, or that far from middle to middle.
    closeMarks() {
      const boxes = all('.cites a, button.term').map(mark => mark.getClientRects()[0]).filter(Boolean);
      const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
      return boxes.flatMap((box, at) => {
        const next = boxes[at + 1];
        if (!next || Math.min(box.width, box.height, next.width, next.height) >= 24) return [];
        const [[x, y], [nextX, nextY]] = [middle(box), middle(next)];
        const sameLine = Math.abs(y - nextY) < 12;
        return sameLine && Math.abs(x - nextX) < 24 ? [`mark ${at + 1} is too close to the next`] : [];
      });
    },

    // Meanings of terms that leave the window or cover their term when they are opened.
    misplacedMeanings() {
      return all('button.term').filter(shown).filter(term => {
        const meaning = document.getElementById(term.getAttribute('popovertarget'));
        term.scrollIntoView({ block: 'nearest' });
        term.click();
        const box = meaning.getBoundingClientRect(), word = term.getBoundingClientRect();
        const whole = box.width && box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
        const covers = box.top < word.bottom - 1 && box.bottom > word.top + 1;
        meaning.hidePopover();
        return !whole || covers;
      }).map(name);
    },

    placeOfHelp() {
      const box = document.querySelector('.top .help').getBoundingClientRect();
      return [`${Math.round(box.x)}, ${Math.round(box.y)}`];
    },

    headings() {
      const met = all('h1, h2, h3, h4, h5, h6').filter(shown).filter(part => !part.closest('.menu'))
        .map(part => [+part.tagName[1], part.textContent.trim()]);
      const first = met.filter(([level]) => level == 1).length;
      return [
        ...(first == 1 ? [] : [`${first} headings of level 1`]),
        ...met.filter(([level], at) => level > (at ? met[at - 1][0] : 0) + 1)
          .map(([level, words]) => `level ${level} comes too early: ${words}`),
        ...met.filter(([, words]) => !words).map(([level]) => `an empty heading of level ${level}`),
      ];
    },

    deadEnds() {
      const ids = all('[id]').map(part => part.id);
      return [
        ...all('a[href^="#"]').map(link => decodeURIComponent(link.getAttribute('href').slice(1)))
          .filter(id => !document.getElementById(id)).map(id => `a link leads to #${id}, which is not there`),
        ...ids.filter((id, at) => ids.indexOf(id) != at).map(id => `two parts are called ${id}`),
      ];
    },

    scripts() {
      const written = all('*').flatMap(part => [...part.attributes]).map(attribute => attribute.name);
      return [
        ...all('script').filter(script => script.type != 'application/ld+json').map(name),
        ...written.filter(attribute => /^(on|style$|hx-|data-hx)/.test(attribute)),
      ];
    },

    async kept() {
      return [
        ...[localStorage, sessionStorage].filter(store => store.length).map(() => 'keeps something in storage'),
        ...(await indexedDB.databases()).map(base => `has the database ${base.name}`),
        ...(await caches.keys()).map(cache => `has the cache ${cache}`),
        ...(await navigator.serviceWorker.getRegistrations()).map(() => 'has a service worker'),
        ...(document.cookie ? ['has a cookie'] : []),
      ];
    },

    // Lines and numbers of drawings with less than 3 to 1 to their ground.
    paleDrawings() {
      const part = value => (value /= 255) <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
      const light = color => color.match(/[\d.]+/g).slice(0, 3)
        .reduce((sum, value, at) => sum + part(value) * [.2126, .7152, .0722][at], 0);
      return all('.figure').flatMap(figure => all('svg .ink, svg .soft, svg .num', figure).map(line => {
        const { stroke, fill } = style(line);
        const pair = [light(stroke == 'none' ? fill : stroke), light(style(figure).backgroundColor)];
        return (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
      }).filter(ratio => ratio < 3).map(ratio => `${figure.id} has lines of ${ratio.toFixed(1)} to 1`));
    },

    moving() {
      return all('*').filter(part => style(part).scrollBehavior == 'smooth' || style(part).animationName != 'none'
        || parseFloat(style(part).transitionDuration) > 0).map(name);
    },

    // Not looks but moves: what a test does to a page before it looks.
    openEverything() {
      all('details').forEach(part => { part.open = true });
      return [];
    },
    markKinds() {  // the first words of each kind: in the same kind of place, in the same colors and letters
      const known = new Set();
      const place = part => !part ? '' :
        [place(part.parentElement), part.tagName, part.getAttribute('class'), style(part).backgroundColor].join();
      all('body *').filter(part => [...part.childNodes].some(child => child.nodeType == 3 && child.data.trim()))
        .forEach(part => {
          const { color, fontSize, fontWeight } = style(part);
          const kind = [place(part), color, fontSize, fontWeight].join();
          if (!known.has(kind)) part.dataset.kind = '';
          known.add(kind);
        });
      return [];
    },
    spaceWide() {  // as WCAG 1.4.12 names it
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-block-end: 2em !important; }`);
      document.adoptedStyleSheets = [sheet];
      return [];
    },
  };

  return Promise.all(names.map(async look => [look, await looks[look]()])).then(Object.fromEntries);
}
