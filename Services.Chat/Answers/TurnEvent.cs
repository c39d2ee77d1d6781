using System.Text.Json;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Chat.Approvals;

namespace Nanobot.Services.Chat.Answers;

/// <summary>Something that happens in a turn, as streams tell it.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Data">Its JSON.</param>
internal sealed record TurnEvent(string Name, string Data)
{
    /// <summary>The model said something more.</summary>
    public static TurnEvent Delta(string text) => Of("delta", new { text });

    /// <summary>A tool was called or has returned.</summary>
    public static TurnEvent Tool(string callId, string name, string status, string? code) => code is null
        ? Of("tool", new { call_id = callId, name, status })
        : Of("tool", new { call_id = callId, name, status, code });

    /// <summary>A call waits for the user.</summary>
    public static TurnEvent Approval(Approval approval) => Of("approval", ListedApproval.Of(approval));

    /// <summary>The whole answer.</summary>
    public static TurnEvent Done(ChatAnswer answer) => Of("done", answer);

    /// <summary>Why there is none.</summary>
    public static TurnEvent Error(Refusal refusal, string traceId) => Of("error", new Dictionary<string, object?>(refusal.Members)
    {
        ["status"] = refusal.Status, ["code"] = refusal.Code, ["detail"] = refusal.Detail, ["trace_id"] = traceId,
    });

    public static TurnEvent Of<T>(string name, T data) => new(name, JsonSerializer.Serialize(data, Json.Wire));

    /// <summary>As it stands in a stream; with an id, by which a reader goes on behind it.</summary>
    public string ToStream(string? id = null) => $"{(id is null ? "" : $"id: {id}\n")}event: {Name}\ndata: {Data}\n\n";
}
