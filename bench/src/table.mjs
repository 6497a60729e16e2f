// Results as one Markdown table: a row for each figure, Carillon first, then each peer with the ratio Carillon : peer.
import { readFileSync, writeFileSync } from 'node:fs';
import { COUNTS, holds, LINES } from './lines.mjs';

const CARILLON = 'Carillon';

export function table({ entries }) {
  const peers = [...new Set(entries.map((entry) => entry.server))].filter((name) => name !== CARILLON);
  const heads = [CARILLON, 'holds', ...peers.map((name) => `${name} (Carillon : it)`)];
  const rows = LINES.flatMap((line) => rowsOf(line, entries, peers));
  return [['line', 'figure', 'wanted', ...heads], heads.map(() => '---').concat('---', '---', '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function rowsOf(line, entries, peers) {
  const at = (server) => entries.find((entry) => entry.line === line.name && entry.server === server);
  if (!entries.some((entry) => entry.line === line.name)) return [];
  const carillon = at(CARILLON);
  const figures = line.figures.map((figure) => [
    line.name,
    figure.what,
    wanted(figure),
    cell(carillon, figure),
    verdict(carillon, figure),
    ...peers.map((name) => peerCell(at(name), carillon, figure)),
  ]);
  const besides = carillon?.ok ? besidesOf(carillon) : [];
  return [...figures, ...besides.map(([what, value]) => [line.name, what, '', number(value), '', ...peers.map(() => '')])];
}

/** What only Carillon has: a broker, and counts. */
function besidesOf({ used = {}, counts: counted = {}, figures }) {
  const counts = COUNTS.filter(({ key }) => counted[key] !== undefined).map(({ what, key }) => [what, counted[key]]);
  if (!(used.brokerSeconds > 0 && used.serverSeconds > 0)) return counts;
  const share = used.brokerSeconds / used.serverSeconds;
  const perDelivery = figures['CPU per delivery, µs'];
  const broker = perDelivery === undefined ? ["broker's CPU : the gateway's", share] : ["broker's CPU per delivery, µs", share * perDelivery];
  return [broker, ...counts];
}

function wanted(figure) {
  if (figure.most !== undefined) return `≤ ${number(figure.most)}`;
  return figure.least === undefined ? '' : `≥ ${number(figure.least)}`;
}

function cell(entry, figure) {
  if (!entry) return '–';
  if (!entry.ok) return `failed: ${entry.why.replaceAll('|', '/').replaceAll('\n', ' ').slice(0, 120)}`;
  return `${number(entry.figures[figure.what])}${toolWasBusy(entry) ? '†' : ''}`;
}

const toolWasBusy = ({ answer }) => answer?.loader_cpu_pct > 90;

function verdict(entry, figure) {
  if (!entry || wanted(figure) === '') return '';
  return entry.ok && holds(figure, entry.figures[figure.what]) ? 'yes' : '**no**';
}

function peerCell(entry, carillon, figure) {
  const shown = cell(entry, figure);
  const value = entry?.ok && carillon?.ok ? entry.figures[figure.what] : 0;
  return value > 0 ? `${shown} (${number(carillon.figures[figure.what] / value)})` : shown;
}

/** Three significant digits; large numbers whole. */
export function number(value) {
  if (!Number.isFinite(value)) return '–';
  return value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** The machine and the build in two lines under the table. */
export function about({ commit, machine, jdk, entries }) {
  const versions = new Map(entries.filter((e) => e.version).map((e) => [e.server, e.version]));
  const servers = [...versions].map(([name, version]) => `${name} ${version}`).join(', ');
  const { processor, cores, memory_gib, kernel, node, pinned } = machine;
  const where = `${processor}, ${cores} cores, ${memory_gib} GiB, ${kernel}; ${jdk ?? ''}; Node ${node}`;
  const pins = pinned ? 'each server on core 0, everything else on core 1' : '**not pinned**: servers and tool shared all cores';
  const busy = entries.some(toolWasBusy) ? ' † The load tool was busy for more than 90 % of the time: the server may be better.' : '';
  return `Commit ${commit}, ${entries.at(-1)?.date.slice(0, 10)}; ${pins}. ${where}. ${servers}.${busy}`;
}

const BEGIN = '<!-- figures: bench/run --readme writes what stands from here -->';
const END = '<!-- to here -->';

/** Puts the table between the markers of a Markdown file. */
export function fill(file, text) {
  const old = readFileSync(file, 'utf8');
  const begin = old.indexOf(BEGIN);
  const end = old.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${file} has no place for the table`);
  writeFileSync(file, `${old.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${old.slice(end)}`);
}
