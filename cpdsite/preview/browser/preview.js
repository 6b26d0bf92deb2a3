// The preview's own script: asks whether a page is still the newest, and lets it follow.
// The server adds it to the pages that it shows; a published site never holds it.
"use strict";

(() => {
  const BAR = "cpdsite-preview";
  const PAUSE = 250; // milliseconds between two questions
  const LONG_PAUSE = 1000; // the same while nobody answers
  const LEAVING = 10000; // the same while the page loads anew: asking again would begin that anew
  const LONGEST_STYLE = 5000; // how long a style sheet is waited for
  const SILENT = 3; // how many unanswered questions mean that the preview has stopped
  const base = new URL(".", document.currentScript.src);

  let unanswered = 0;
  let timer = 0;
  let isBusy = false;

  const findBar = () => document.getElementById(BAR);

  const isNewer = (numbers, name) => numbers[name] !== findBar()?.dataset[name];

  const DEFAULTS = { value: "defaultValue", checked: "defaultChecked" };

  // What a person has typed, chosen, opened or closed stays so.
  const mayChange = (name, node) => {
    if (name === "open") return node.localName !== "details";
    if (name === "selected") return false; // else the first one would be chosen again
    const first = DEFAULTS[name];
    return !(first in node) || node[name] === node[first];
  };

  const nameErrors = () =>
    document.querySelector(`#${BAR} .cpdsite-errors`)?.textContent ?? "";

  const findStyles = (page) => [...page.querySelectorAll('link[rel="stylesheet"]:not(noscript *)')];

  const sameStyle = (link, other) => {
    const [one, two] = [new URL(link.href), new URL(other.href)];
    one.search = two.search = "";
    return one.href === two.href;
  };

  // The new style sheet comes before the old one goes, so that no page is ever bare.
  const swapStyle = (old, fresh) =>
    new Promise((done) => {
      fresh.addEventListener("load", done, { once: true });
      fresh.addEventListener("error", done, { once: true });
      setTimeout(done, LONGEST_STYLE);
      if (old) old.after(fresh);
      else document.head.append(fresh);
    }).then(() => old?.remove());

  const followStyles = async (next, stylesNumber) => {
    const there = findStyles(document);
    const wanted = findStyles(next);
    const lost = there.filter((it) => !wanted.some((link) => sameStyle(it, link)));
    const isOwn = (link) => link.href.startsWith(base.href);
    const swaps = [];
    for (const link of wanted) {
      const known = there.find((it) => sameStyle(it, link));
      const mayDiffer = isNewer({ styles: stylesNumber }, "styles") && !isOwn(link);
      if (known && !mayDiffer) continue;
      const fresh = document.importNode(link, true);
      if (known) fresh.href = `${new URL(link.href).pathname}?styles=${stylesNumber}`;
      swaps.push(swapStyle(known ?? lost.shift(), fresh));
    }
    await Promise.all(swaps);
    for (const link of lost) link.remove();
  };

  // Scripts run, and a redirect leads on, only where a page is loaded; the order of style sheets
  // is certain only where each takes the place of another.
  const mustLoad = (next) => {
    const bar = next.getElementById(BAR);
    if (!bar || isNewer(bar.dataset, "session") || isNewer(bar.dataset, "reload")) return true;
    const known = new Set([...document.scripts].map((it) => it.src));
    return (
      [...next.scripts].some((it) => it.src && !known.has(it.src)) ||
      next.querySelector('meta[http-equiv="refresh" i]:not(noscript *)') !== null ||
      findStyles(next).length !== findStyles(document).length
    );
  };

  const change = async (next) => {
    await followStyles(next, next.getElementById(BAR).dataset.styles);
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    const before = nameErrors();
    Idiomorph.morph(document.body, next.body, {
      callbacks: { beforeAttributeUpdated: mayChange },
    });
    const errors = document.querySelector(`#${BAR} .cpdsite-errors`);
    if (errors && nameErrors() !== before) errors.open = true;
  };

  // Changes the page in place where that is possible; tells whether it was.
  const follow = async (numbers) => {
    // What is certain from the start need not be fetched twice.
    if (isNewer(numbers, "session") || isNewer(numbers, "reload")) return false;
    const answer = await fetch(location.href, { cache: "no-store" });
    const text = await answer.text();
    // Addresses in a parsed page begin where this one is, which is where they belong.
    const next = new DOMParser().parseFromString(text, "text/html");
    if (answer.redirected || mustLoad(next)) return false;
    try {
      await change(next);
    } catch {
      return false;
    }
    return true;
  };

  const sayAway = (isAway) => {
    const words = document.querySelector(`#${BAR} .cpdsite-away`);
    if (words) words.hidden = !isAway;
  };

  const ask = async () => {
    if (isBusy || document.hidden) return;
    isBusy = true;
    let pause = PAUSE;
    try {
      const answer = await fetch(new URL("revision.json", base), { cache: "no-store" });
      const numbers = await answer.json();
      unanswered = 0;
      sayAway(false);
      const isOld = isNewer(numbers, "revision") || isNewer(numbers, "session");
      if (isOld && !(await follow(numbers))) {
        pause = LEAVING;
        location.reload();
      }
    } catch {
      unanswered += 1;
      pause = LONG_PAUSE;
      sayAway(unanswered >= SILENT);
    }
    isBusy = false;
    timer = setTimeout(ask, pause);
  };

  const askNow = () => {
    clearTimeout(timer);
    ask();
  };

  document.addEventListener("visibilitychange", askNow);
  window.addEventListener("pageshow", askNow);
  askNow();
})();
