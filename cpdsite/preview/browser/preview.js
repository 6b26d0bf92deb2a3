// The preview's own script: asks whether a page is still the newest, and lets it follow.
// The server adds it to the pages that it shows; a published site never holds it.
"use strict";

(() => {
  const BAR = "cpdsite-preview";
  const PAUSE = 250; // milliseconds between two questions
  const LONG_PAUSE = 1000; // the same while nobody answers
  const SILENT = 3; // how many unanswered questions mean that the preview has stopped
  const base = new URL(".", document.currentScript.src);

  let unanswered = 0;
  let timer = 0;
  let isBusy = false;

  const findBar = () => document.getElementById(BAR);

  const isNewer = (numbers, name) => numbers[name] !== findBar()?.dataset[name];

  // What a person has opened or closed stays so; the bar's own list opens when it is new.
  const keepsAttribute = (name, node) => !(name === "open" && node.localName === "details");

  const nameErrors = () =>
    document.querySelector(`#${BAR} .cpdsite-errors`)?.textContent ?? "";

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
      if (old) old.after(fresh);
      else document.head.append(fresh);
    }).then(() => old?.remove());

  const followStyles = async (next, stylesNumber) => {
    const there = [...document.querySelectorAll('link[rel="stylesheet"]')];
    const wanted = [...next.querySelectorAll('link[rel="stylesheet"]')];
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

  const follow = async (numbers) => {
    if (isNewer(numbers, "session") || isNewer(numbers, "reload")) {
      location.reload();
      return;
    }
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.redirected) {
      location.reload();
      return;
    }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Addresses in a parsed page begin where this one is, which is where they belong.
    const stylesNumber = next.getElementById(BAR)?.dataset.styles ?? "0";
    await followStyles(next, stylesNumber);
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    const before = nameErrors();
    Idiomorph.morph(document.body, next.body, {
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: keepsAttribute },
    });
    const errors = document.querySelector(`#${BAR} .cpdsite-errors`);
    if (errors && nameErrors() !== before) errors.open = true;
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
      if (isNewer(numbers, "revision") || isNewer(numbers, "session")) await follow(numbers);
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
