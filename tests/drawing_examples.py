"""Drawings as ordinary programs write them."""

import base64

from tests.picture_maker import encode, make_image

PNG = base64.b64encode(encode(make_image(), "PNG")).decode()

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="60mm" height="40mm" viewBox="0 0 60 40" version="1.1" id="svg5"
  inkscape:version="1.2.2" sodipodi:docname="talk.svg"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:zoom="1.4"/>
  <defs id="defs2">
    <linearGradient inkscape:collect="always" id="stops"><stop style="stop-color:#a00;stop-opacity:1"
      offset="0"/><stop style="stop-color:#00a;stop-opacity:0.3" offset="1"/></linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#stops" id="turned" x1="5" y1="5" x2="55"
      y2="35" gradientUnits="userSpaceOnUse" gradientTransform="rotate(10)"/>
    <inkscape:path-effect effect="spiro" id="effect1"/>
    <marker id="arrow" orient="auto" refX="0" refY="0" style="overflow:visible"
      inkscape:stockid="Arrow1"><path d="M 0,0 2,-1 2,1 z" style="fill:context-stroke"/></marker>
  </defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" transform="translate(1 1)">
    <rect style="fill:url(#turned);stroke:#1a1a1a;stroke-width:0.5;-inkscape-stroke:none" width="50"
      height="20" x="3" y="3" ry="2"/>
    <path style="fill:none;stroke:#080;stroke-width:1;marker-end:url(#arrow)" d="M 3,30 C 10,25 20,38 40,30"
      inkscape:connector-curvature="0" sodipodi:nodetypes="cc"/>
    <text xml:space="preserve" style="font-size:5px;font-family:sans-serif;-inkscape-font-specification:'sans-serif'"
      x="5" y="15"><tspan sodipodi:role="line" x="5" y="15">Learn  more &amp; better</tspan></text>
  </g>
</svg>
"""

MATPLOTLIB = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="120pt" height="80pt" viewBox="0 0 120 80"
  xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:cc="http://creativecommons.org/ns#"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:Work/></rdf:RDF></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1"><g id="patch_1"><path d="M 0 80 L 120 80 L 120 0 L 0 0 z " style="fill: #ffffff"/></g>
  <defs><path id="m1" d="M 0 0 L 0 3.5 " style="stroke: #000000; stroke-width: 0.8"/>
  <path id="Deja-30" d="M 20 0 L 40 30 L 0 30 z" transform="scale(0.3)"/></defs>
  <g><use xlink:href="#m1" x="20" y="60" style="stroke: #000000; stroke-width: 0.8"/>
  <use xlink:href="#m1" x="60" y="60" style="stroke: #000000"/><use xlink:href="#Deja-30" x="80" y="20"/></g>
  <g clip-path="url(#p1)"><path d="M 20 20 L 60 55 L 110 5" style="fill: none; stroke: #1f77b4; stroke-width: 1.5"/></g>
 </g>
 <defs><clipPath id="p1"><rect x="10" y="10" width="90" height="50"/></clipPath></defs>
</svg>
"""

ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<svg version="1.1" id="Acme_draft" xmlns="http://www.w3.org/2000/svg" x="0px" y="0px"
  xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 60" style="enable-background:new 0 0 100 60;"
  xml:space="preserve">
<style type="text/css">
	.st0{fill:#E30613;} /* red */
	.st1{clip-path:url(#SVGID_2_);}
	.st2{opacity:0.5;fill:url(#SVGID_3_);font-family:'Arial-BoldMT', "Liberation Sans";}
	@media (prefers-color-scheme: dark) { .st0 { fill: #00ff88 } }
</style>
<g><rect class="st0" width="40" height="60"/><g><defs><circle id="SVGID_1_" cx="60" cy="30" r="25"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_"  style="overflow:visible;"/></clipPath>
<g class="st1"><rect x="30" width="70" height="30" fill="#004488"/></g></g></g>
<radialGradient id="SVGID_3_" cx="50" cy="30" r="20" gradientUnits="userSpaceOnUse">
<stop offset="0" style="stop-color:#FFF"/><stop offset="1" style="stop-color:#000"/></radialGradient>
<text transform="matrix(1 0 0 1 20 35)" class="st2" font-size="20">Acme</text>
</svg>
"""

FIGMA = f"""<svg width="80" height="60" viewBox="0 0 80 60" fill="none" xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<g clip-path="url(#clip0_1_2)"><rect width="80" height="60" fill="white"/>
<mask id="mask0" style="mask-type:luminance" maskUnits="userSpaceOnUse" x="0" y="0" width="80" height="60">
<path d="M0 0H80V60H0V0Z" fill="white"/></mask>
<g mask="url(#mask0)" filter="url(#filter0_d)"><rect x="8" y="8" width="60" height="40" rx="4" fill="url(#pattern0)"/></g>
<path fill-rule="evenodd" clip-rule="evenodd" d="M10 10h20v20h-20z M15 15h10v10h-10z" fill="#0D99FF"/></g>
<defs><filter id="filter0_d" x="0" y="0" width="80" height="60" filterUnits="userSpaceOnUse"
 color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="bg"/>
<feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hard"/>
<feOffset dy="4"/><feGaussianBlur stdDeviation="2"/><feBlend mode="normal" in2="bg" result="shadow"/>
<feBlend mode="normal" in="SourceGraphic" in2="shadow" result="shape"/></filter>
<pattern id="pattern0" patternContentUnits="objectBoundingBox" width="1" height="1">
<use xlink:href="#image0" transform="scale(0.03125 0.0625)"/></pattern>
<clipPath id="clip0_1_2"><rect width="80" height="60" fill="white"/></clipPath>
<image id="image0" width="32" height="16" xlink:href="data:image/png;base64,{PNG}"/></defs>
</svg>
"""

BY_HAND = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" role="img" aria-labelledby="t">
<title id="t">Flow</title><desc>Two boxes</desc>
<style><![CDATA[ svg > g > rect { fill: #eee; stroke: currentColor } #b { stroke-dasharray: 2 1 }
 @media (prefers-color-scheme: dark) { svg > g > rect { fill: #222 } text { fill: #fff } } ]]></style>
<symbol id="box" viewBox="0 0 10 10"><ellipse cx="5" cy="5" rx="4" ry="2"/></symbol>
<g><rect x="2" y="2" width="30" height="20"/><rect id="b" x="50" y="2" width="30" height="20"/></g>
<use href="#box" x="30" y="30" width="20" height="20"/>
<switch><foreignObject requiredExtensions="http://ns.example/ai" width="1" height="1"/><g><circle cx="10" cy="40" r="6"/></g></switch>
<path id="curve" d="M2 55 Q 40 20 88 55" fill="none" stroke="teal"/>
<text font-size="6"><textPath href="#curve">along <tspan dy="-2" font-weight="bold">the</tspan> way</textPath></text>
<svg x="70" y="30" width="10" height="10"><polygon points="0,0 10,0 5,10"/></svg>
<a href="https://example.org/"><text x="4" y="14" font-size="6">a &lt; b</text></a>
</svg>
"""

FROM_A_PAGE = """<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="red" class="icon">
<path d="M4 4 L20 20"/><circle cx="12" cy="12" r="5"/></svg>"""

DRAWINGS = {
    "inkscape": INKSCAPE,
    "matplotlib": MATPLOTLIB,
    "illustrator": ILLUSTRATOR,
    "figma": FIGMA,
    "by hand": BY_HAND,
}
