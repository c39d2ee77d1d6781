// What a decision costs in casbin and in cedar-wasm, by the same rules as the first of `peers policies`: one a user, tools by glob.
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';

const rounds = 15, asked = 64;
const model = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = r.sub == p.sub && keyMatch(r.obj, p.obj) && r.act == p.act`;

const rules = size => Array.from({ length: size }, (_, i) => ({ user: `u${i}`, tool: `t${i % 50}`, effect: i % 10 === 9 ? 'deny' : 'allow' }));
const requests = size => Array.from({ length: asked }, (_, i) => Math.floor(i * size / asked)).map(i => ({ user: `u${i}`, tool: `t${i % 50}.read`, allowed: i % 10 !== 9 }));

async function casbin(size) {
  const text = rules(size).map(rule => `p, ${rule.user}, tool:${rule.tool}.*, execute, ${rule.effect}`).join('\n');
  const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(text));
  return request => enforcer.enforceSync(request.user, `tool:${request.tool}`, 'execute');
}

function cedarWasm(size) {
  const text = rules(size).map(rule => `${rule.effect === 'deny' ? 'forbid' : 'permit'}(principal == User::"${rule.user}", action == Action::"execute", resource) when { context.tool like "tool:${rule.tool}.*" };`).join('\n');
  const policies = { staticPolicies: text };
  const call = request => ({
    principal: { type: 'User', id: request.user }, action: { type: 'Action', id: 'execute' }, resource: { type: 'Tool', id: 'any' },
    context: { tool: `tool:${request.tool}` }, entities: [],
  });
  if (cedar.preparsePolicySet && cedar.statefulIsAuthorized) {
    cedar.preparsePolicySet(`p${size}`, policies);
    return request => cedar.statefulIsAuthorized({ ...call(request), preparsedPolicySetId: `p${size}`, validateRequest: false }).response.decision === 'allow';
  }
  return request => cedar.isAuthorized({ ...call(request), policies }).response.decision === 'allow';
}

async function measure(decide, wanted, each) {
  for (const request of wanted) {
    if (await decide(request) !== request.allowed) throw new Error(`wrong for ${JSON.stringify(request)}`);
  }
  const times = [];
  for (let round = -2; round < rounds; round++) {
    const began = process.hrtime.bigint();
    for (let i = 0; i < each; i++) { const answer = decide(wanted[i % asked]); if (answer instanceof Promise) await answer; }
    const took = Number(process.hrtime.bigint() - began) / each;
    if (round >= 0) times.push(took);
  }
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)];
}

console.log('| engine | rules | µs a decision, median |\n| --- | --- | --- |');
for (const [size, each] of [[100, 2000], [10000, 20]]) {
  console.log(`| casbin | ${size} | ${(await measure(await casbin(size), requests(size), each) / 1000).toFixed(1)} |`);
  console.log(`| cedar-wasm | ${size} | ${(await measure(cedarWasm(size), requests(size), each) / 1000).toFixed(1)} |`);
}
