"""The words of SVG that draw something; no others are published."""

ELEMENTS = frozenset(
    "a animate animateMotion animateTransform circle clipPath defs ellipse feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
    "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage "
    "feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
    "feTurbulence filter g image line linearGradient marker mask mpath path pattern polygon "
    "polyline radialGradient rect set stop style svg switch symbol text textPath tspan use".split()
)
"""The elements that draw. ``title``, ``desc`` and ``metadata`` do not: words that nobody sees."""

PLAIN = frozenset(
    "accumulate additive amplitude attributeName attributeType azimuth baseFrequency begin bias by "
    "calcMode class clipPathUnits cx cy d diffuseConstant divisor dur dx dy edgeMode elevation end "
    "exponent filterUnits fr from fx fy gradientTransform gradientUnits height id in in2 intercept "
    "k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lang lengthAdjust "
    "limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits max media "
    "method min mode numOctaves offset operator order orient origin path pathLength "
    "patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ "
    "preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY repeatCount repeatDur "
    "restart result rotate rx ry scale seed side slope spacing specularConstant specularExponent "
    "spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues "
    "targetX targetY textLength to transform type values version viewBox width x x1 x2 "
    "xChannelSelector y y1 y2 yChannelSelector z".split()
)
STYLED = frozenset(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-rendering cursor direction display dominant-baseline fill "
    "fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size "
    "font-size-adjust font-stretch font-style font-variant font-weight image-rendering "
    "isolation letter-spacing lighting-color marker marker-end marker-mid marker-start mask "
    "mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering "
    "stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration "
    "text-rendering transform-origin unicode-bidi vector-effect visibility word-spacing "
    "writing-mode".split()
)
"""The attributes that draw: those of elements, and those that could stand in a style."""

PROPERTIES = frozenset(
    "background color-scheme contain content-visibility inline-size line-height shape-inside "
    "shape-padding tab-size text-align transform transition white-space will-change zoom".split()
)
PROPERTY_STARTS = (
    "--", "animation", "background-", "color-", "font-", "mask-", "offset-", "text-", "transform-",
)  # fmt: skip
"""The properties of styles that are no attributes, and how families of them begin."""
