using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Services.Chat.Persistence;

namespace Nanobot.Services.Chat.Runs;

/// <summary>Why a run has no answer: what <c>POST /chat</c> would have been refused with.</summary>
/// <param name="Status">The status that the answer would have had.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong, for people.</param>
/// <param name="TraceId">The trace of the attempt.</param>
internal sealed record RunError(int Status, string Code, string Detail, string? TraceId)
{
    /// <summary>Further members of the refusal.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Members { get; init; } = [];

    public static RunError Of(StoredRunError error) => new(error.Status, error.Code, error.Detail, error.TraceId) { Members = error.Members.ToDictionary() };
}
