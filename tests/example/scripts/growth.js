// Doubles the size of the root's text and returns which words grow by less than half. Sizes that
// follow the window's width as well grow by less than double.
() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (texts.nextNode()) {
        if (texts.currentNode.data.trim()) { nodes.push(texts.currentNode); }
    }
    const measure = () => nodes.map(it => parseFloat(getComputedStyle(it.parentElement).fontSize));
    const before = measure();
    const root = document.documentElement.style;
    const old = root.fontSize;
    root.fontSize = "200%";
    const after = measure();
    root.fontSize = old;
    const small = nodes.filter((_, number) => after[number] < 1.5 * before[number]);
    return small.map(it => `does not grow: “${it.data.trim().slice(0, 60)}”`);
}
