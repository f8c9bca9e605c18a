/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Conveniences: the page is whole without them. */

for (const pre of document.querySelectorAll('pre.command')) {
	const button = document.createElement('button');
	button.textContent = 'copy';
	button.className = 'copy';
	button.onclick = () => navigator.clipboard.writeText(pre.textContent)
	    .then(() => { button.textContent = 'copied'; });
	pre.after(button);
}
for (const table of document.querySelectorAll('table.matrix')) {
	if (table.tBodies[0].rows.length < 8)
		continue;
	for (const row of table.tBodies[0].rows)
		row.dataset.row = '';
	const label = document.createElement('label');
	const input = document.createElement('input');
	label.className = 'filter';
	label.textContent = 'Show rows with ';
	input.dataset.of = table.id;
	label.append(input);
	input.oninput = () => {
		const want = input.value.toLowerCase();
		for (const row of table.tBodies[0].rows)
			row.hidden = !row.textContent.toLowerCase()
			    .includes(want);
	};
	table.parentNode.before(label);
}
