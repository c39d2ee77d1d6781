// Jobs that are all due at one second in pg-boss and in graphile-worker, counted inside the job: `node peers.mjs POSTGRES_URL JOBS ROUNDS`. Prints a name, how many jobs they were, and the seconds, the median.
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { Logger, makeWorkerUtils, run } from 'graphile-worker';

// npm steps back to a version that suits an older Node without a word.
const require = createRequire(import.meta.url);
const { dependencies } = require('./package.json');
for (const [name, version] of Object.entries(dependencies)) {
  const found = require(`${name}/package.json`).version;
  if (found !== version) throw new Error(`${name} is ${found} and not ${version}`);
}

const [server, jobsText, roundsText] = process.argv.slice(2);
const jobs = Number(jobsText), rounds = Number(roundsText);
// A line for each job would be most of the work.
const logger = new Logger(() => (level, message) => { if (level === 'error') console.error(message); });
let counted = 0;
const sleep = ms => new Promise(done => setTimeout(done, ms));
const median = values => values.sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)];

async function onServer(statement, database = 'postgres') {
  const client = new pg.Client({ connectionString: `${server}/${database}` });
  await client.connect();
  try { await client.query(statement); } finally { await client.end(); }
}

async function reach(count, due) {
  for (const until = due.getTime() + 300_000; counted < count; await sleep(5)) {
    if (Date.now() > until) throw new Error(`${counted} of ${count} jobs ran`);
  }
  return (Date.now() - due.getTime()) / 1000;
}

// Takes many at a time, and asks again as soon as it has done them: its shortest interval.
async function pgBoss(connectionString, workers, batchSize) {
  const boss = new PgBoss({ connectionString, max: 10, supervise: false, schedule: false });
  boss.on('error', console.error);
  await boss.start();
  await boss.createQueue('reports');
  for (let i = 0; i < workers; i++) {
    await boss.work('reports', { batchSize, pollingIntervalSeconds: 0.5 }, async batch => { counted += batch.length; });
  }
  return {
    async store(count, due) {
      for (let stored = 0; stored < count; stored += 5000) {
        await boss.insert(Array.from({ length: Math.min(5000, count - stored) }, (_, i) => ({ name: 'reports', data: { user: `user-${stored + i}` }, startAfter: due })));
      }
    },
    end: () => boss.stop({ graceful: false, wait: true }),
  };
}

// By the advice of its own page on performance.
async function graphileWorker(connectionString, concurrentJobs, isBatched) {
  const utils = await makeWorkerUtils({ connectionString, logger });
  await utils.migrate();
  const batched = isBatched ? { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } : {};
  const runner = await run({
    preset: { worker: { connectionString, logger, concurrentJobs, maxPoolSize: concurrentJobs + 1, pollInterval: 100, ...batched } },
    taskList: { report: async () => { counted++; } }, noHandleSignals: true,
  });
  return {
    async store(count, due) {
      for (let stored = 0; stored < count; stored += 5000) {
        await utils.addJobs(Array.from({ length: Math.min(5000, count - stored) }, (_, i) => ({ identifier: 'report', payload: { user: `user-${stored + i}` }, runAt: due })));
      }
    },
    async end() { await runner.stop(); await utils.release(); },
  };
}

async function fire(peer, count) {
  counted = 0;
  const due = new Date(Math.floor((Date.now() + 5000 + count / 5) / 1000) * 1000);
  await peer.store(count, due);
  await onServer('vacuum analyze', 'peers');
  if (Date.now() > due.getTime()) throw new Error('the jobs were due before all of them were stored');
  return reach(count, due);
}

async function measure(name, open) {
  const seconds = [];
  for (let round = 0; round < rounds; round++) {
    await onServer('create database peers');
    const peer = await open(`${server}/peers`);
    try {
      await fire(peer, Math.ceil(jobs / 5));
      seconds.push(await fire(peer, jobs));
      console.error(`${name}: ${seconds.at(-1).toFixed(2)} s for ${jobs}`);
    } finally {
      await peer.end();
      await onServer('drop database peers with (force)');
    }
  }
  console.log(`${name}\t${jobs}\t${median(seconds).toFixed(3)}`);
}

const cores = availableParallelism();
await measure(`pg-boss 10.4.2, ${2 * cores} workers, batches of 5,000`, url => pgBoss(url, 2 * cores, 5000));
await measure(`pg-boss 10.4.2, ${2 * cores} workers, batches of 1,000`, url => pgBoss(url, 2 * cores, 1000));
await measure('graphile-worker 0.17.3, 10 at once', url => graphileWorker(url, 10, false));
await measure('graphile-worker 0.17.3, 24 at once, batched', url => graphileWorker(url, 24, true));
process.exit(0);
