// Puts into each page what reads and compares colours, under one name.
(() => {
    // Any colour that a browser knows, as red, green, blue and opacity.
    const known = new Map();
    const read = text => {
        if (!known.has(text)) { known.set(text, readNew(text)); }
        return known.get(text);
    };
    const readNew = text => {
        const canvas = document.createElement("canvas");
        const context = canvas.getContext("2d", { willReadFrequently: true });
        context.fillStyle = text;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue, opacity] = context.getImageData(0, 0, 1, 1).data;
        return [red, green, blue, opacity / 255];
    };
    const lay = (over, under) => [0, 1, 2].map(it => over[it] * over[3] + under[it] * (1 - over[3]));
    const findGround = element => {
        if (!element) { return read("Canvas"); }
        return [...lay(read(getComputedStyle(element).backgroundColor),
            findGround(element.parentElement)), 1];
    };
    const measureLight = colour => {
        const parts = colour.slice(0, 3).map(it => it / 255).map(it =>
            it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const contrast = (one, other) => {
        const [dark, light] = [measureLight(one), measureLight(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };

    window.colours = { read, lay, findGround, contrast };
})();
