// SPDX-License-Identifier: BSD-2-Clause
// SPDX-FileCopyrightText: 2026 The pairtest authors

// Opens the pages of a report in headless Chromium, narrow and wide, light
// and dark, and checks links, anchors, filters, buttons and layout; with
// axe-core also what it finds serious.
//
// usage: node browser.mjs [-a AXE.js] [-s SHOTS] [-w WIDTH,...] PAGE...
//
// Exit status: 0 nothing found, 1 something found, 2 no browser.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync }
	from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const options = { a: '', s: '', w: '390,1280' };
const pages = process.argv.slice(2);
while (pages.length && pages[0].startsWith('-'))
	options[pages.shift()[1]] = pages.shift();

let found = 0;
function bad(page, what) {
	console.log(`${page}: ${what}`);
	found++;
}

// Chromium speaks JSON, ended by zero bytes, over descriptors 3 and 4.
const profile = mkdtempSync(join(tmpdir(), 'pairtest-browser-'));
const browser = spawn(process.env.CHROMIUM || 'chromium', ['--headless=new',
	'--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
	'--hide-scrollbars', '--remote-debugging-pipe',
	`--user-data-dir=${profile}`, 'about:blank'],
	{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
const waiting = new Map(), listeners = new Set();
let last = 0, text = '';
browser.stdio[4].on('data', (data) => {
	text += data;
	for (let end; (end = text.indexOf('\0')) >= 0;) {
		const message = JSON.parse(text.slice(0, end));
		text = text.slice(end + 1);
		if (message.id === undefined)
			for (const listener of listeners)
				listener(message);
		else {
			waiting.get(message.id)(message);
			waiting.delete(message.id);
		}
	}
});
browser.on('error', () => process.exit(2));
process.on('exit', () => {
	browser.kill();
	rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

let session;
function send(method, params = {}) {
	const id = ++last;
	browser.stdio[3].write(JSON.stringify({ id, method, params,
		sessionId: session }) + '\0');
	return new Promise((done, fail) => waiting.set(id, (message) =>
		message.error ? fail(new Error(message.error.message))
			: done(message.result)));
}

function event(method) {
	return new Promise((done) => {
		const listener = (message) => {
			if (message.method !== method)
				return;
			listeners.delete(listener);
			done(message.params);
		};
		listeners.add(listener);
	});
}

async function evaluate(expression) {
	const { result, exceptionDetails } = await send('Runtime.evaluate',
		{ expression, awaitPromise: true, returnByValue: true });
	if (exceptionDetails)
		throw new Error(exceptionDetails.exception?.description ??
			exceptionDetails.text);
	return result.value;
}

// What runs in the page, once for each look.
function look() {
	const found = [];
	const wide = document.documentElement.scrollWidth;
	if (wide > window.innerWidth) {
		const far = [...document.querySelectorAll('body *')].filter(
			(e) => e.getBoundingClientRect().right >
			window.innerWidth && !e.closest('.wide')).pop();
		found.push(`is ${wide} pixels wide, by ${far?.tagName} ` +
			`${far?.className}`);
	}
	for (const e of document.querySelectorAll('.wide'))
		if (e.scrollWidth > e.clientWidth && e.tabIndex < 0)
			found.push('a region that scrolls takes no focus');
	return found;
}

// The same, once for each page.
function inspect() {
	const found = [], ids = new Set(), links = [];
	for (const e of document.querySelectorAll('[id]')) {
		if (ids.has(e.id))
			found.push(`two elements are called ${e.id}`);
		ids.add(e.id);
	}
	for (const e of document.querySelectorAll('a[href], svg a[href]'))
		links.push(e.href.baseVal === undefined ? e.href
			: new URL(e.href.baseVal, location).href);
	if (document.querySelectorAll('h1').length !== 1)
		found.push('there is not one h1');
	if (!document.querySelector('main'))
		found.push('there is no main');
	for (const e of document.querySelectorAll('pre.command'))
		if (e.nextElementSibling?.className !== 'copy')
			found.push('a command has no button that copies it');
	for (const e of document.querySelectorAll('th:not([scope])'))
		found.push(`a heading without scope: ${e.textContent}`);
	for (const input of document.querySelectorAll('label.filter input')) {
		const rows = () => [...document.querySelectorAll(
			`#${input.dataset.of} [data-row]`)];
		const all = rows().length;
		const seen = () => rows().filter((r) => !r.hidden).length;
		const type = (value) => {
			input.value = value;
			input.dispatchEvent(new Event('input'));
		};
		type('no row has this text');
		if (seen() !== 0)
			found.push(`filter of ${input.dataset.of} hides not all`);
		type(rows()[0]?.textContent.trim().slice(0, 12) ?? '');
		if (all !== 0 && seen() === 0)
			found.push(`filter of ${input.dataset.of} hides all`);
		type('');
		if (seen() !== all)
			found.push(`filter of ${input.dataset.of} keeps some`);
	}
	return { found, links, title: document.title, text:
		document.body.innerText.length };
}

// Reads the ids of a file without opening it.
const anchors = new Map();
function has(file, id) {
	if (!anchors.has(file))
		anchors.set(file, new Set([...readFileSync(file, 'utf8')
			.matchAll(/ id="([^"]*)"/g)].map((m) => m[1]
			.replace(/&lt;/g, '<').replace(/&gt;/g, '>')
			.replace(/&quot;/g, '"').replace(/&#39;/g, '\'')
			.replace(/&amp;/g, '&'))));
	return anchors.get(file).has(id);
}

function checkLinks(page, links) {
	for (const link of new Set(links)) {
		const url = new URL(link);
		if (url.protocol !== 'file:')
			continue;
		const file = decodeURIComponent(url.pathname);
		if (!existsSync(file))
			bad(page, `${file} is not there`);
		else if (url.hash && !has(file, decodeURIComponent(
			url.hash.slice(1))))
			bad(page, `${link}: no such anchor`);
	}
}

async function open(page) {
	const loaded = event('Page.loadEventFired');
	await send('Page.navigate', { url: pathToFileURL(page).href });
	await loaded;
}

async function checkAxe(page, how) {
	await evaluate(readFileSync(options.a, 'utf8'));
	const serious = await evaluate(`axe.run().then((r) => r.violations
		.filter((v) => ['serious', 'critical'].includes(v.impact))
		.map((v) => v.id + ': ' + v.nodes.length + ', such as ' +
			v.nodes[0].html.slice(0, 200)))`);
	for (const one of serious)
		bad(page, `${how}: axe: ${one}`);
}

async function check(page) {
	for (const width of options.w.split(',').map(Number))
		for (const scheme of ['light', 'dark']) {
			await send('Emulation.setDeviceMetricsOverride',
				{ width, height: 900, deviceScaleFactor: 1,
				mobile: false });
			await send('Emulation.setEmulatedMedia', { features:
				[{ name: 'prefers-color-scheme',
				value: scheme }] });
			await open(page);
			const how = `${width} ${scheme}`;
			for (const one of await evaluate(`(${look})()`))
				bad(page, `${how}: ${one}`);
			if (options.a)
				await checkAxe(page, how);
			if (options.s)
				await shoot(page, width, scheme);
		}
	const { found, links, text } = await evaluate(`(${inspect})()`);
	for (const one of found)
		bad(page, one);
	if (text < 200)
		bad(page, 'is empty');
	checkLinks(page, links);
}

async function shoot(page, width, scheme) {
	const name = page.split('/').slice(-2).join('-').replace('.html', '');
	const { cssContentSize } = await send('Page.getLayoutMetrics');
	const { data } = await send('Page.captureScreenshot', { format: 'png',
		captureBeyondViewport: true, clip: { x: 0, y: 0, width, scale: 1,
		height: Math.min(cssContentSize.height, 6000) } });
	writeFileSync(join(options.s, `${name}-${width}-${scheme}.png`),
		Buffer.from(data, 'base64'));
}

const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
({ sessionId: session } = await send('Target.attachToTarget',
	{ targetId, flatten: true }));
await send('Page.enable');
await send('Runtime.enable');
listeners.add((message) => {
	if (message.method === 'Runtime.exceptionThrown')
		bad('script', message.params.exceptionDetails.text);
});
for (const page of pages)
	await check(resolve(page));
console.log(`${pages.length} pages, ${found} faults`);
process.exit(found === 0 ? 0 : 1);
