// Puts into each page what the keyboard tests ask of it, under one name; needs colours.js.
(() => {
    const FOCUSABLE = "a[href], button, input, select, textarea, summary, iframe, video[controls], [tabindex]";
    const isShown = it => it.checkVisibility({ visibilityProperty: true });
    const findStops = () => [...document.querySelectorAll(FOCUSABLE)].filter(it =>
        it.tabIndex >= 0 && !it.disabled && isShown(it));

    const { read, lay, findGround, contrast } = window.colours;

    const name = it => `<${it.localName}> “${(it.textContent || it.name || "").trim().slice(0, 40)}”`;
    const findFrame = element => {
        for (let it = element.parentElement; it && it !== document.body; it = it.parentElement) {
            const style = getComputedStyle(it);
            if (style.display !== "inline" && style.overflow !== "visible") { return it; }
        }
        return null;
    };
    const isCutOff = (element, reach) => {
        const frame = findFrame(element)?.getBoundingClientRect();
        return Boolean(frame) && [...element.getClientRects()].some(it =>
            it.left - reach < frame.left - 1 || it.right + reach > frame.right + 1
            || it.top - reach < frame.top - 1 || it.bottom + reach > frame.bottom + 1);
    };

    // An outline, since forced colours take away shadows and backgrounds.
    const judgeOutline = element => {
        document.getAnimations().forEach(it => it.finish());
        const style = getComputedStyle(element);
        const [width, offset] = [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)];
        if (style.outlineStyle === "none" || width < 2) {
            return `has an outline of ${style.outlineStyle === "none" ? 0 : width} px`;
        }
        const ground = findGround(offset < 0 ? element : element.parentElement);
        const seen = lay(read(style.outlineColor), ground);
        const ratio = contrast(seen, ground);
        if (ratio < 3) { return `has an outline with a contrast of ${ratio.toFixed(2)}`; }
        // Scrolled to its edges, what scrolls shows all of it.
        const isFramed = /hidden|clip/.test(getComputedStyle(findFrame(element) ?? element).overflow);
        return isFramed && isCutOff(element, width + offset) ? "has an outline that is cut off" : "";
    };

    const describe = () => {
        const element = document.activeElement;
        if (!element || element === document.body || element === document.documentElement) {
            return null;
        }
        const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
        const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
        const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
        const top = document.elementFromPoint(x, y);
        const isSeen = box.width > 2 && box.height > 2 && Boolean(top)
            && (element.contains(top) || top.contains(element))
            && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        return {
            number: findStops().indexOf(element),
            name: name(element),
            isSeen,
            // Browsers let readers scroll with the arrow keys whatever scrolls.
            isScroller: element.tabIndex < 0 || element.scrollWidth > element.clientWidth,
            place: ["header", "main", "footer"].find(it => element.closest(`body > ${it}`)) ?? "",
            left: box.left + scrollX, top: box.top + scrollY,
            right: box.right + scrollX, bottom: box.bottom + scrollY,
        };
    };

    const judgeOutlines = () => findStops().flatMap(it => {
        it.focus({ preventScroll: true });
        const fault = judgeOutline(it);
        return fault ? [`${name(it)} ${fault}`] : [];
    });

    window.keyboardTest = { findStops, describe, judgeOutlines };
})();
