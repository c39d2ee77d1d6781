using System.Text.Json;

namespace Nanobot.Services.Chat.Domain.Sessions;

/// <summary>A tool call as it is stored with its message and shown in the history.</summary>
internal sealed record StoredToolCall(string Id, string Name, JsonElement Arguments);
