// Calls the Webhook agent with the vendor's TypeScript client: every operation, with a target of its own.
// `node client.cjs URL PASSWORD RELEASE [zone]` prints `done` when all values are as expected; with `zone` it asks for
// dates in UTC, which does not depend on the zone of this process.
"use strict";

const assert = require("node:assert/strict");
const { createHmac, randomUUID } = require("node:crypto");
const { createServer } = require("node:http");
const { WebApi, WebhookNotifyVia, WebhookNotifyWhen, WebhookState } = require("@superoffice/webapi");

const SECRET = "a secret with \u00fc";

/** Records what is posted to it; answers 200, or the next of `answers`. */
class Target {
  answers = [];
  posted = [];
  waiting = [];

  async start() {
    this.server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      response.writeHead(this.answers.shift() ?? 200, { "X-Target": "yes" });
      response.end("the answer");
      const body = Buffer.concat(chunks);
      const post = { headers: request.headers, body, json: JSON.parse(body.toString("utf8")) };
      const waiting = this.waiting.shift();
      if (waiting) waiting(post);
      else this.posted.push(post);
    });
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}/hook`;
  }

  /** The next notification, whose signature is verified. */
  async next() {
    const post = this.posted.shift() ?? (await new Promise((resolve) => this.waiting.push(resolve)));
    const signature = createHmac("sha256", SECRET).update(post.body).digest("base64");
    assert.equal(post.headers["x-superoffice-signature"], signature);
    return post;
  }
}

/** The properties that release 12 added, as the client shows their defaults. */
function added(release) {
  if (release === "11") return { notifyVia: null, notifyWhen: null };
  return {
    errorEmails: null,
    description: null,
    notifyVia: WebhookNotifyVia.None,
    notifyWhen: WebhookNotifyWhen.None,
    totalCalls: 0,
    totalErrors: 0,
    consecutiveErrors: 0,
    lastError: null,
  };
}

const ADDED = ["errorEmails", "errorAssociates", "description", "notifyVia", "notifyWhen", "totalCalls"];

/** A value without the members that are undefined: those that the server has not sent. */
function sent(value) {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

async function createDefault(agent, release) {
  const hook = await agent.createDefaultWebhookAsync();
  const { errorAssociates, ...others } = sent(hook);
  assert.ok(errorAssociates == null || errorAssociates.length === 0);
  const year1 = new Date("0001-01-01T00:00:00Z");
  assert.deepEqual(others, {
    webhookId: 0,
    name: null,
    events: ["contact.created", "contact.deleted"],
    targetUrl: null,
    secret: null,
    state: WebhookState.Active,
    type: "webhook",
    headers: null,
    properties: null,
    registered: year1,
    registeredAssociate: null,
    updated: year1,
    updatedAssociate: null,
    errorsEmail: null,
    ...added(release),
  });
  return hook;
}

async function save(agent, target, hook, release) {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const saved = await agent.saveWebhookAsync(hook);
  assert.ok(saved.webhookId > 0);
  for (const name of ["name", "events", "targetUrl", "secret", "state", "type", "errorsEmail"]) {
    assert.deepEqual(saved[name], hook[name], name);
  }
  assert.deepEqual(saved.headers, { "X-Tenant": "north" });
  assert.deepEqual(saved.properties, { Tenant: "north", Ratio: 0.1, List: [1, null] });
  assert.ok(saved.registered.getTime() >= before, "the date has an offset");
  assert.equal(saved.registered.getTime(), saved.updated.getTime());
  assert.equal(saved.registeredAssociate.name, "tester");
  if (release === "12") {
    assert.deepEqual(saved.errorEmails, ["a@example.com", "b@example.com"]);
    assert.deepEqual(saved.errorAssociates.map((user) => user.id), [7]);
    assert.equal(saved.description, "for the shop");
    assert.equal(saved.notifyVia, WebhookNotifyVia.Email | WebhookNotifyVia.InApp);
    assert.equal(saved.notifyWhen, WebhookNotifyWhen.FirstFailure);
    assert.deepEqual([saved.totalCalls, saved.totalErrors, saved.consecutiveErrors], [0, 0, 0]);
  } else {
    for (const name of ADDED) assert.ok(saved[name] == null || saved[name].length === 0, name);
  }
  const test = await target.next();
  assert.equal(test.headers["x-hook-test"], "true");
  assert.equal(test.json.Event, "test");
  return saved;
}

async function refuse(agent, target, hook) {
  target.answers = [500];
  await assert.rejects(agent.saveWebhookAsync({ ...hook, name: "refused" }), (error) => {
    assert.equal(error.response.status, 400);
    assert.match(error.response.data.Message, /responded with 500/);
    return true;
  });
  await target.next();
}

/** Ids of the run's own webhooks, in the order of the answer. */
async function listed(agent, own, ...filters) {
  const found = await agent.getAllWebhooksAsync(...filters);
  return found.map((hook) => hook.webhookId).filter((id) => own.includes(id));
}

async function filters(agent, own, name, event) {
  const [first, second] = own;
  const { Active, Stopped, TooManyErrors, Unknown } = WebhookState;
  assert.deepEqual(await listed(agent, own), own);
  assert.deepEqual(await listed(agent, own, null, null, Unknown), own);
  assert.deepEqual(await listed(agent, own, name.toUpperCase(), null, Unknown), [first]);
  assert.deepEqual(await listed(agent, own, name.slice(0, -1), null, Unknown), []);
  assert.deepEqual(await listed(agent, own, null, event, Unknown), own);
  assert.deepEqual(await listed(agent, own, null, "sale.created", Unknown), [second]);
  assert.deepEqual(await listed(agent, own, null, null, Active), [first]);
  assert.deepEqual(await listed(agent, own, null, null, Stopped), [second]);
  assert.deepEqual(await listed(agent, own, null, null, TooManyErrors), []);
  const all = { nameFilter: name, eventFilter: event, statusFilter: Active };
  assert.deepEqual(await listed(agent, own, all), [first]);
  assert.deepEqual(await listed(agent, own, { ...all, statusFilter: Stopped }), []);
}

async function test(agent, target, hook) {
  const good = await agent.testWebhookAsync(hook);
  assert.equal(good.success, true);
  assert.match(good.message, /^HTTP\/1.1 200 .*x-target: yes.*the answer$/s);
  target.answers = [503];
  const bad = await agent.testWebhookAsync({ webhook: hook });
  assert.equal(bad.success, false);
  assert.match(bad.message, /^HTTP\/1.1 503 /);
  await target.next();
  await target.next();
}

async function signal(agent, target, hook, event) {
  assert.equal(await agent.getLastErrorAsync(hook.webhookId), "");
  await agent.signalEventAsync(event, 7, { amount: 99.5, note: null });
  const first = await target.next();
  const { headers, json } = first;
  assert.equal(headers["content-type"], "application/json; charset=utf-8");
  assert.match(headers["user-agent"], /^NetServer-Webhook\//);
  assert.equal(headers["x-superoffice-event"], event);
  assert.equal(headers["x-superoffice-eventid"], json.EventId);
  assert.equal(headers["x-superoffice-retry"], "0");
  assert.equal(headers["x-tenant"], "north");
  assert.equal(json.Event, event);
  assert.equal(json.PrimaryKey, 7);
  assert.deepEqual(json.FieldValues, { amount: 99.5, note: null });
  assert.equal(json.WebhookName, hook.name);
  assert.equal(json.Tenant, "north");
  assert.deepEqual(json.Changes, []);
}

/** The second attempt of an event whose first one failed: the failure is the last error. */
async function fail(agent, target, hook, event, release) {
  target.answers = [500];
  await agent.signalEventAsync(event, 0, null);
  const failed = await target.next();
  assert.equal(failed.json.FieldValues, undefined);
  const again = await target.next();
  assert.equal(again.headers["x-superoffice-retry"], "1");
  assert.equal(again.json.EventId, failed.json.EventId);
  const error = await agent.getLastErrorAsync({ webhookId: hook.webhookId });
  assert.match(error, /^HTTP\/1.1 500 .*the answer$/s);
  const now = await agent.getWebhookAsync(hook.webhookId);
  if (release === "12") {
    assert.equal(now.totalErrors, 1);
    assert.equal(now.lastError, error);
  } else {
    assert.equal(now.lastError, undefined);
  }
}

async function remove(agent, ids) {
  for (const id of ids) {
    for (let time = 0; time < 2; time += 1) await agent.deleteWebhookAsync(id);
    assert.equal(await agent.getWebhookAsync(id), null);
  }
  assert.deepEqual(await listed(agent, ids), []);
  assert.equal(await agent.getLastErrorAsync(ids[0]), "");
}

async function main([baseUrl, password, release, zone]) {
  const target = new Target();
  await target.start();
  const api = new WebApi(zone ? { baseUrl, timezone: "UTC", timezoneInclude: true } : { baseUrl });
  api.authenticateWithPassword("tester", password);
  const agent = api.getWebhookAgent();

  const run = randomUUID();
  const event = `run-${run}.sold`;
  const hook = await createDefault(agent, release);
  hook.name = `orders ${run}`;
  hook.events = [event];
  hook.targetUrl = target.url;
  hook.secret = SECRET;
  hook.headers = { "X-Tenant": "north" };
  hook.properties = { Tenant: "north", Ratio: 0.1, List: [1, null] };
  hook.errorsEmail = "c@example.com";
  if (release === "12") {
    hook.errorEmails = ["a@example.com", "b@example.com"];
    hook.errorAssociates = [{ id: 7, name: "Anna" }];
    hook.description = "for the shop";
    hook.notifyVia = WebhookNotifyVia.Email | WebhookNotifyVia.InApp;
    hook.notifyWhen = WebhookNotifyWhen.FirstFailure;
  }
  const saved = await save(agent, target, hook, release);
  await refuse(agent, target, hook);
  assert.deepEqual(await agent.getWebhookAsync(saved.webhookId), saved);
  const none = await agent.getWebhookAsync(2147483647);
  assert.equal(none, null);
  const stopped = { name: "stopped", events: [event, "sale.created"], state: WebhookState.Stopped };
  const second = await save(agent, target, { ...hook, ...stopped }, release);
  assert.ok(second.webhookId > saved.webhookId);
  const ids = [saved.webhookId, second.webhookId];

  await filters(agent, ids, hook.name, event);
  await test(agent, target, saved);
  await signal(agent, target, saved, event);
  await fail(agent, target, saved, event, release);
  await remove(agent, ids);
  assert.deepEqual([target.posted.length, target.answers.length], [0, 0], "nothing more was posted");
  target.server.close();
  console.log("done");
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    console.error(error.response ? [error.config.url, error.response.data] : error);
    process.exit(1);
  },
);
