// Returns what moves although the reader asked for less motion.
() => {
    const faults = [];
    for (const element of [document.documentElement, ...document.querySelectorAll("body, body *")]) {
        for (const part of ["", "::before", "::after"]) {
            const style = getComputedStyle(element, part || null);
            const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
            const isAnimated = style.animationName !== "none" || style.transitionDuration !== "0s";
            if (isAnimated && Math.max(...times.map(parseFloat)) > 0.01) {
                faults.push(`moves: ${element.localName}${part}`);
            }
        }
        if (getComputedStyle(element).scrollBehavior === "smooth") {
            faults.push(`scrolls smoothly: ${element.localName}`);
        }
    }
    const search = (rules, isAsked) => {
        for (const rule of rules) {
            const isNow = isAsked || /prefers-reduced-motion/.test(rule.conditionText ?? "");
            if (rule.constructor.name === "CSSViewTransitionRule" && !isNow) {
                faults.push("turns pages with a movement");
            }
            search(rule.cssRules ?? [], isNow);
        }
    };
    for (const sheet of document.styleSheets) { search(sheet.cssRules, false); }
    return [...new Set(faults)];
}
