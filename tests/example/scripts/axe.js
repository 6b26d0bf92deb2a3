// Runs axe; returns for each finding the rule, the reason why it is open, words, and the element.
async options => {
    // Chromium forces the colours of text but still tells the page's own by this name, which axe
    // prefers.
    if (matchMedia("(forced-colors: active)").matches) {
        const known = CSSStyleDeclaration.prototype.getPropertyValue;
        CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
            return name === "-webkit-text-fill-color" ? "" : known.call(this, name);
        };
    }

    const list = rules => rules.flatMap(rule => rule.nodes.map(node => {
        const checks = [...node.any, ...node.all, ...node.none];
        const reasons = checks.map(it => it.data?.messageKey).filter(Boolean);
        const words = checks.map(it => it.message).join("; ");
        return [rule.id, reasons.join(" "), words, node.target.join(" ")];
    }));
    const found = await axe.run({ ...options, resultTypes: ["violations", "incomplete"] });
    const violations = list(found.violations);

    // Axe cannot tell the colours of what is scrolled out of sight: lay it out below the page, where
    // nothing covers it, and ask once more.
    const scrollers = [...document.querySelectorAll("main *")].filter(it =>
        /auto|scroll/.test(getComputedStyle(it).overflowX) && it.scrollWidth > it.clientWidth);
    const isOutOfSight = ([rule, , , target]) => rule.startsWith("color-contrast")
        && scrollers.some(it => it.contains(document.querySelector(target)));
    // Nor does axe tell the colours of words in a drawing: they stand on the page, or on a shape.
    const isOnShape = text => [...text.ownerSVGElement.querySelectorAll("rect, path, circle")].some(it => {
        const [one, other] = [text.getBoundingClientRect(), it.getBoundingClientRect()];
        return getComputedStyle(it).fill !== "none" && one.left < other.right
            && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    });
    const isPlainDrawing = ([rule, , , target]) => {
        const text = document.querySelector(target);
        if (!rule.startsWith("color-contrast") || !text?.ownerSVGElement) { return false; }
        const ground = colours.findGround(text.ownerSVGElement);
        const ink = colours.lay(colours.read(getComputedStyle(text).fill), ground);
        const wanted = rule === "color-contrast" ? 4.5 : 7;
        return !isOnShape(text) && colours.contrast(ink, ground) >= wanted;
    };
    const open = list(found.incomplete).filter(it => !isPlainDrawing(it));
    const incomplete = open.filter(it => !isOutOfSight(it));
    if (open.length > incomplete.length) {
        for (const it of scrollers) {
            const top = `${2 * document.documentElement.scrollHeight}px`;
            Object.assign(it.style, { overflow: "visible", position: "absolute", left: "0", top });
            it.style.width = "max-content";
        }
        const rules = [...new Set(open.filter(isOutOfSight).map(it => it[0]))];
        const again = await axe.run({ include: scrollers }, { runOnly: rules });
        for (const it of scrollers) { it.removeAttribute("style"); }
        violations.push(...list(again.violations));
        incomplete.push(...list(again.incomplete));
    }
    return { rules: found.passes.length + found.violations.length, violations, incomplete };
}
