// OpenAI's own client, unmodified, against the gateway: what it lists, answers, streams, calls, is shown and refuses.
//
//   npm install && BASE_URL=http://localhost:8080/v1 API_KEY=<a user's key> [MODEL=<one of the list>] [IMAGES=1] npm start
//
// Needs a model by a server for all of it; with the offline model tools of the caller's are not called. IMAGES=1 where the model takes images.
import assert from "node:assert/strict";
import OpenAI from "openai";

const client = new OpenAI({ baseURL: process.env.BASE_URL ?? "http://localhost:8080/v1", apiKey: process.env.API_KEY, maxRetries: 0 });

const listed = [];
for await (const model of client.models.list()) {
  listed.push(model.id);
}
const model = process.env.MODEL ?? listed[0];
console.log("models:", listed.join(", "), "| asked:", model);
assert.equal((await client.models.retrieve(model)).id, model);

const messages = [{ role: "system", content: "Be brief." }, { role: "user", content: "Hello" }];
const whole = await client.chat.completions.create({ model, messages });
assert.equal(whole.object, "chat.completion");
assert.ok(whole.choices[0].message.content.length > 0 && whole.usage.total_tokens > 0);
console.log("whole:", whole.choices[0].finish_reason, whole.usage.total_tokens, "tokens");

let words = "", usage = null, reason = null, chunks = 0;
for await (const chunk of await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } })) {
  chunks++;
  words += chunk.choices[0]?.delta?.content ?? "";
  reason = chunk.choices[0]?.finish_reason ?? reason;
  usage = chunk.usage ?? usage;
}
assert.ok(words.length > 0 && usage.total_tokens > 0 && reason === "stop");
console.log("streamed:", chunks, "chunks,", usage.total_tokens, "tokens");

const accumulated = await client.chat.completions.stream({ model, messages }).finalChatCompletion();
assert.ok(accumulated.choices[0].message.content.length > 0);
console.log("the client's own accumulation:", accumulated.choices[0].finish_reason);

const tools = [{ type: "function", function: { name: "get_weather", description: "The weather of a city.", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } } }];
const called = await client.chat.completions.create({ model, messages: [{ role: "user", content: "What is the weather in Oslo?" }], tools });
const calls = called.choices[0].message.tool_calls ?? [];
console.log("tools:", called.choices[0].finish_reason, calls.map((call) => `${call.function.name}(${call.function.arguments})`).join(" "));
if (calls.length > 0) {
  const answered = await client.chat.completions.create({
    model, tools,
    messages: [{ role: "user", content: "What is the weather in Oslo?" }, called.choices[0].message, ...calls.map((call) => ({ role: "tool", tool_call_id: call.id, content: "rain" }))],
  });
  assert.equal(answered.choices[0].finish_reason, "stop");
}

// A picture of one pixel.
const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const shown = (url) => client.chat.completions.create({ model, messages: [{ role: "user", content: [{ type: "text", text: "What is this?" }, { type: "image_url", image_url: { url } }] }] });
if (process.env.IMAGES) {
  assert.ok((await shown(pixel)).choices[0].message.content.length > 0);
  console.log("image: taken");
} else {
  await refused("an image to a model that takes none", () => shown(pixel), OpenAI.BadRequestError, "MODEL_TAKES_NO_IMAGES");
}
await refused("an image elsewhere", () => shown("https://pictures.example/heron.png"), OpenAI.BadRequestError, "IMAGE_REFUSED");
await refused("no such model", () => client.chat.completions.create({ model: "nowhere", messages }), OpenAI.NotFoundError, "model_not_found");
await refused("a wrong body", () => client.chat.completions.create({ model, messages: [] }), OpenAI.BadRequestError, "VALIDATION_FAILED");
const stranger = new OpenAI({ baseURL: client.baseURL, apiKey: "nobody", maxRetries: 0 });
await refused("a wrong key", () => stranger.models.list(), OpenAI.AuthenticationError);
console.log("all is as the client expects it");

async function refused(what, ask, kind, code) {
  try {
    await ask();
  } catch (error) {
    assert.ok(error instanceof kind, `${what}: ${error}`);
    assert.ok(code === undefined || error.code === code, `${what}: ${error.code}`);
    console.log("refused:", what, error.status, error.code, error.param ?? "");
    return;
  }
  assert.fail(`${what} was not refused`);
}
