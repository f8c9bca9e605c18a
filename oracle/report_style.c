/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The style sheet of the report's page: light, dark, narrow and on paper. */

#include "oracle/report_parts.h"

static const char *const lines[] = {
	":root{--paper:#fdfdfc;--ink:#1d2329;--dim:#5c6670;--line:#dcdfe3;",
	"--sheet:#f3f4f5;--good:#1a7340;--bad:#b3261e;--open:#8a5a00;",
	"--rest:#8b949e;--k0:#57b37f;--k1:#d8dbdf;--k2:#e6b04f;--k3:#7aa9dc;",
	"--k4:#bd93cf;--k5:#6fc0bb;--k6:#b5a582;--k7:#dd8a84;--k8:#c7c95a;",
	"--k9:#e0a0c0;--on:#101418}",
	"@media(prefers-color-scheme:dark){:root{--paper:#14171a;",
	"--ink:#e4e7ea;--dim:#9aa4ae;--line:#31373d;--sheet:#1d2226;",
	"--good:#5cc487;--bad:#ff8a80;--open:#e3b341;--rest:#6c757e;",
	"--k0:#4fae79;--k1:#767f88;--k2:#d9a441;--k3:#6b9fd8;--k4:#b88ccc;",
	"--k5:#5fb3ae;--k6:#ab9b78;--k7:#d9817b;--k8:#bdbf55;--k9:#d58fb1}}",
	"*{box-sizing:border-box}",
	"html{-webkit-text-size-adjust:100%;color-scheme:light dark}",
	"body{margin:0 auto;max-width:62rem;padding:1.5rem 1rem 4rem;",
	"background:var(--paper);color:var(--ink);",
	"font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;",
	"overflow-wrap:anywhere}",
	"h1{font-size:1.7rem;line-height:1.2;margin:.2rem 0 .4rem}",
	"h2{font-size:1.25rem;margin:2.6rem 0 .8rem;padding-top:.8rem;",
	"border-top:1px solid var(--line)}",
	"h3{font-size:1.05rem;margin:1.8rem 0 .2rem}",
	"h4{font-size:1rem;font-weight:400;margin:0}h4 code{font-weight:600}",
	"p{margin:.4rem 0}a{color:inherit}",
	"code,pre{font:.86em/1.45 ui-monospace,'SF Mono',Menlo,Consolas,",
	"'DejaVu Sans Mono',monospace}",
	"pre{margin:.4rem 0;padding:.45rem .6rem;background:var(--sheet);",
	"border-radius:4px;white-space:pre-wrap;user-select:all}",
	".dim{color:var(--dim)}.small{font-size:.88rem}",
	".lead{font-size:1.1rem;font-weight:600;margin:.6rem 0 1rem}",
	".good{color:var(--good)}.bad{color:var(--bad)}",
	".open{color:var(--open)}",
	"nav{margin:1.2rem 0 0;font-size:.92rem}nav a{margin-right:1rem}",
	".two{display:grid;gap:0 2.5rem;",
	"grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr))}",
	".wide{overflow-x:auto}",
	"table{border-collapse:collapse;width:100%;font-size:.92rem;",
	"overflow-wrap:normal;font-variant-numeric:tabular-nums}",
	"caption{text-align:left;color:var(--dim);padding:.3rem 0}",
	"th,td{text-align:right;padding:.28rem .4rem;vertical-align:top;",
	"border-bottom:1px solid var(--line)}",
	"th{font-weight:500;color:var(--dim)}",
	"th:first-child,td:first-child{text-align:left;padding-left:0}",
	"td.none{color:var(--rest)}",
	".bar{display:flex;height:6px;border-radius:3px;overflow:hidden;",
	"background:var(--line);margin:.1rem 0 .3rem}",
	".bar i{display:block}.bar .passed{background:var(--good)}",
	".bar .failed{background:var(--bad)}.bar .cantTell{",
	"background:var(--open)}",
	"article{margin:.9rem 0;padding:.1rem 0 .1rem .9rem;",
	"border-left:3px solid var(--line)}",
	"article.bad{border-left-color:var(--bad);color:inherit}",
	".way{margin:.7rem 0 1rem}",
	".tag{display:inline-block;padding:0 .4rem;border-radius:3px;",
	"border:1px solid currentColor;font-size:.78rem;line-height:1.35}",
	"ul.clauses{list-style:none;padding:0;margin:.6rem 0}",
	"ul.clauses li{display:grid;grid-template-columns:5.6rem 1fr;",
	"gap:.6rem;padding:.35rem 0;border-bottom:1px solid var(--line)}",
	"summary{cursor:pointer;padding:.3rem 0}",
	"dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;",
	"gap:.15rem 1rem;margin:.6rem 0;font-size:.92rem}",
	"dt{color:var(--dim)}dd{margin:0}",
	"svg{display:block;color:var(--ink)}",
	"svg text{font:12px ui-monospace,Menlo,Consolas,monospace;",
	"fill:currentColor}svg .cell{fill:var(--on)}",
	".key{display:flex;flex-wrap:wrap;gap:.3rem 1rem;list-style:none;",
	"padding:0;font-size:.9rem}",
	".key b{display:inline-block;min-width:1.5rem;text-align:center;",
	"border-radius:3px;color:var(--on);margin-right:.35rem;",
	"font-weight:400}",
	".k0{fill:var(--k0);background:var(--k0)}",
	".k1{fill:var(--k1);background:var(--k1)}",
	".k2{fill:var(--k2);background:var(--k2)}",
	".k3{fill:var(--k3);background:var(--k3)}",
	".k4{fill:var(--k4);background:var(--k4)}",
	".k5{fill:var(--k5);background:var(--k5)}",
	".k6{fill:var(--k6);background:var(--k6)}",
	".k7{fill:var(--k7);background:var(--k7)}",
	".k8{fill:var(--k8);background:var(--k8)}",
	".k9{fill:var(--k9);background:var(--k9)}",
	"footer{margin-top:3rem;font-size:.88rem;color:var(--dim)}",
	"@media print{body{max-width:none;padding:0;font-size:11px}",
	"nav{display:none}article,.way,tr,li{break-inside:avoid}}"
};

void
part_style(FILE *f)
{
	size_t i;

	fputs("<style>\n", f);
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		fprintf(f, "%s\n", lines[i]);
	fputs("</style>\n", f);
}
