// Returns what of a page a reader cannot get at: text that is cut off or runs off the page.
() => {
    const root = document.documentElement;
    const faults = new Set();
    if (root.scrollWidth > innerWidth) {
        faults.add(`the page scrolls sideways: ${root.scrollWidth} px in ${innerWidth} px`);
    }

    // Hidden from sight on purpose: words for those who listen, and a link until it has the focus.
    const isTuckedAway = element => {
        const style = getComputedStyle(element);
        if (/^inset\((50|100)%/.test(style.clipPath)) { return true; }
        if (style.overflow !== "visible" && element.offsetWidth <= 1) { return true; }
        const box = element.getBoundingClientRect();
        const isOutside = box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
        return isOutside && /absolute|fixed/.test(style.position);
    };
    const isUnseen = element => {
        for (let it = element; it; it = it.parentElement) {
            if (isTuckedAway(it)) { return true; }
        }
        return !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };

    // What cuts off or scrolls what lies in it, along one axis.
    const findFrame = (element, axis) => {
        for (let it = element; it && it !== document.body; it = it.parentElement) {
            const style = getComputedStyle(it);
            if (style.display !== "inline" && style[`overflow${axis}`] !== "visible") { return it; }
        }
        return null;
    };
    const scrolls = (frame, axis) => /auto|scroll/.test(getComputedStyle(frame)[`overflow${axis}`]);

    const check = (name, element, box) => {
        const frame = findFrame(element, "X");
        if (!frame && (box.left < -1 || box.right > innerWidth + 1)) {
            faults.add(`runs off the page: ${name}`);
        }
        if (frame && !scrolls(frame, "X")) {
            const edge = frame.getBoundingClientRect();
            if (box.left < edge.left - 1 || box.right > edge.right + 1) {
                faults.add(`cut off at a side: ${name}`);
            }
        }
        const shelf = findFrame(element, "Y");
        if (shelf && !scrolls(shelf, "Y")) {
            const edge = shelf.getBoundingClientRect();
            // Letters may reach a little over the lines that hold them.
            const slack = 0.25 * parseFloat(getComputedStyle(element).fontSize);
            if (box.top < edge.top - slack || box.bottom > edge.bottom + slack) {
                faults.add(`cut off above or below: ${name}`);
            }
        }
    };

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode;
        const words = node.data.trim();
        if (!words || isUnseen(node.parentElement)) { continue; }
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width > 1) { check(`“${words.slice(0, 60)}”`, node.parentElement, box); }
        }
    }
    for (const element of document.querySelectorAll("img, svg, input, button, select, video")) {
        if (!isUnseen(element)) {
            check(`<${element.localName}>`, element, element.getBoundingClientRect());
        }
    }
    return [...faults];
}
