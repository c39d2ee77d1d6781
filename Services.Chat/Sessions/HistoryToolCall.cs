using System.Text.Json;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>A tool call in a session's history.</summary>
/// <param name="Id">Id that its result names.</param>
/// <param name="Name">Name of the tool.</param>
/// <param name="Arguments">What the assistant passed, a JSON object.</param>
internal sealed record HistoryToolCall(string Id, string Name, JsonElement Arguments);
